"""What reading a question dropped, said once each."""

from django.utils.translation import gettext as _

from assessments.formats.texts import from_html, has_markup, one_line, tidy

PLAIN = {"plain", "plain_text", "2"}


class Notes:
    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def add(self, note: str) -> None:
        self._said[note] = None

    def all(self) -> tuple[str, ...]:
        return tuple(self._said)

    def plain(self, text: str, markup: str, *, lines: bool = False) -> str:
        """Plain text of a text in a format of Moodle; says when formatting was lost."""
        if markup not in PLAIN and has_markup(text):
            text, lost = from_html(text)
            if lost:
                self.add(_("Formatting was dropped: questions are plain text."))
        return tidy(text) if lines else one_line(text)

"""What the script of the page says, in the language of the page. Numbers stand after a colon, so no word bends."""

from functools import lru_cache

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@lru_cache
def words_script(language: str) -> SafeString:
    """The words for the script of the page, as an element of the page; `language` is the one of the thread."""
    return json_script(page_words(), "attempt-words")


def page_words() -> dict[str, str]:
    return {
        "saved": _("Saved at %(time)s"),
        "waiting": _("Waiting for a connection. Answers not sent yet: %(n)s"),
        "refused": _("Not saved: %(reason)s"),
        "signed_out": _("You have been signed out. Answers not sent yet: %(n)s"),
        "other_person": _("Somebody else has signed in on this computer. Answers not sent yet: %(n)s"),
        "no_connection": _("There is no connection. Please try again when there is one."),
        "needs_connection": _("This page needs a connection. Your answers are kept on this device until then."),
        "not_submitted": _(
            "Not submitted: some answers are not sent yet. Please try again when there is a connection."
        ),
        "overtaken": _(
            "Question %(position)s: you answered it on another device too, and that answer counts. It is shown now."
        ),
        "left": _("Minutes left: %(n)s"),
        "soon": _("This attempt ends soon. Minutes left: %(n)s"),
        "ended": _("The time is up. Your answers are being sent."),
        "ended_waiting": _(
            "The time is up. Answers not sent yet: %(n)s. They are accepted until %(time)s; keep this page open."
        ),
        "ended_late": _(
            "The time is up. Answers not sent: %(n)s. Save them as a file and give it to your coordinator."
        ),
        "true": _("answered"),
        "false": _("not answered"),
        "answered": _("Questions answered: %(n)s of %(total)s"),
        "sign_out": _(
            "Some answers are not sent yet. If you sign out now, they are deleted from this device. Sign out?"
        ),
        "file_name": _("answers"),
    }

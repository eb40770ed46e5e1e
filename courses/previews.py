"""How a trainer may look at a lesson before anybody reads it: as an officer, answered, on paper, right to left."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

OFFICER, ANSWERED, PAPER, RIGHT_TO_LEFT = "phone", "answered", "print", "rtl"
STYLES = ("css/tani.css", "courses/lesson.css")
FONTS = r"@font-face\s*\{[^}]*\}"
SHEET = """
body {max-inline-size: 180mm; margin: 0 auto; padding: 12mm}
"""


class LessonPreviews:
    """For a page: modes and sizes of its preview, shown in the language of the page, whatever that of the editor."""

    preview_modes = [
        (OFFICER, _("As the officer sees it")),
        (ANSWERED, _("With checks answered")),
        (PAPER, _("On paper")),
        (RIGHT_TO_LEFT, _("Right to left, as in Arabic")),
    ]
    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("On a telephone")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a desktop computer")},
    ]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Rendered here: afterwards the language is the editor's again."""
        page: Any = self
        language = "ar" if mode_name == RIGHT_TO_LEFT else page.locale.language_code
        with override(language):
            return super().serve_preview(request, mode_name).render()  # type: ignore[misc]

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)  # type: ignore[misc]
        return {**context, "on_paper": True, "theme": "light"} if mode_name == PAPER else context


@cache
def paper_styles() -> str:
    """The styles of a lesson with what they say of paper said of the screen too; its fonts are loaded already."""
    found = [Path(path) for name in STYLES if (path := finders.find(name))]
    css = "\n".join(path.read_text(encoding="utf-8") for path in found)
    for pattern, instead in ((FONTS, ""), (r"@media print\b", "@media all"), (r"@media screen\b", "@media not all")):
        css = re.sub(pattern, instead, css)
    return css + SHEET


def paper_stylesheet(request: HttpRequest) -> HttpResponse:
    """For the preview on paper."""
    return HttpResponse(paper_styles(), content_type="text/css; charset=utf-8")

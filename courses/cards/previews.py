"""How a trainer looks at a card before it is published: on the telephone, and on both sides of the sheet for the
pocket.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from courses.cards.words import draft_of

PHONE, SHEET = "phone", "a6"
LARGE, MIDDLING = 36, 42  # printed lines up to which both sides hold letters of this size


class FieldCardPreviews(PreviewableMixin):
    preview_modes = [(PHONE, _("On the telephone")), (SHEET, _("On paper (A6, front and back)"))]
    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("On a telephone")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a desktop computer")},
    ]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """In the language of the card; the address of a preview says none."""
        card: Any = self
        with override(card.locale.language_code):
            return super().serve_preview(request, mode_name).render()

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return f"courses/cards/preview_{mode_name}.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        card: Any = self
        lines = card.lines
        return {
            "card": draft_of(card),
            "direction": "rtl" if get_language_bidi() else "ltr",
            "letters": "large" if lines <= LARGE else "middling" if lines <= MIDDLING else "small",
            "sheet": render_to_string("courses/cards/sheet.css", {"size": "a6"}),
        }

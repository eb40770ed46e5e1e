"""Panels of the editor."""

from typing import Any

from wagtail.admin.panels import Panel


class ContentCheckPanel(Panel):
    """What the content check finds in the draft as it was last saved; nothing on a page that is only being made."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/content_check.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from courses.checking import check_page  # the models name this panel, and the check needs the models

            return {**super().get_context_data(parent_context), "report": check_page(self.instance)}

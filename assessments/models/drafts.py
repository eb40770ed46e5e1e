"""The form of what is written in drafts."""

from wagtail.admin.forms.models import WagtailAdminModelForm


class DraftForm(WagtailAdminModelForm):
    """Lets an unfinished draft be saved: what the model must have is asked at publish (`unfinished`)."""

    def _post_clean(self) -> None:
        self.instance.unfinished = self.is_deferred_validation
        super()._post_clean()

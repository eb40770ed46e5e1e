"""What authors do to many questions at once, from the boxes of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from assessments.domain.authoring import file_questions, publish_questions
from assessments.models import Question, QuestionCategory
from assessments.queries.usage import tags_by_bank


class CategoryForm(forms.Form):
    category = forms.ModelChoiceField(
        label=_("category"),
        queryset=QuestionCategory.objects.select_related("parent"),
        help_text=_("Questions of another bank stay where they are."),
    )


class TagForm(forms.Form):
    tag = forms.CharField(label=_("tag"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted({tag for tags in tags_by_bank().values() for tag in tags})
        self.fields["tag"].help_text = _("In use: %(tags)s") % {"tags": ", ".join(known)} if known else ""

    def clean_tag(self) -> str:
        tag: str = " ".join(self.cleaned_data["tag"].split())
        if "," in tag:
            raise forms.ValidationError(_("One tag, without a comma."))
        return tag


class QuestionAction(SnippetBulkAction):
    """For questions only, and with the permission named in `needs`."""

    models = [Question]
    template_name = "assessments/admin/bulk_action.html"
    needs = "change"
    form_class: type[forms.Form] = forms.Form

    def check_perm(self, snippet: Question) -> bool:
        policy = self.permission_policy
        return bool(policy.user_has_permission_for_instance(self.request.user, self.needs, snippet))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.display_name, **kwargs)

    def get_execution_context(self) -> dict[str, Any]:
        user = self.request.user
        publishes = self.permission_policy.user_has_permission(user, "publish")
        fields = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {"by": user, "may_publish": publishes, "fields": fields, "request": self.request}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        text = ngettext("%(n)s question changed.", "%(n)s questions changed.", num_parent_objects)
        return text % {"n": num_parent_objects}


class MoveToCategory(QuestionAction):
    display_name = _("Move to a category")
    aria_label = _("Move the selected questions to a category")
    action_type = "category"
    action_priority = 10
    form_class = CategoryForm

    @classmethod
    def execute_action(cls, objects: Any, **context: Any) -> tuple[int, int]:
        category = context["fields"]["category"]
        done = file_questions(
            questions=objects, by=context["by"], category=category, may_publish=context["may_publish"]
        )
        return done, 0


class AddTag(QuestionAction):
    display_name = _("Add a tag")
    aria_label = _("Add a tag to the selected questions")
    action_type = "tag"
    action_priority = 20
    form_class = TagForm

    @classmethod
    def execute_action(cls, objects: Any, **context: Any) -> tuple[int, int]:
        tag = context["fields"]["tag"]
        return file_questions(questions=objects, by=context["by"], tag=tag, may_publish=context["may_publish"]), 0


class Publish(QuestionAction):
    display_name = _("Publish")
    aria_label = _("Publish the selected questions")
    action_type = "publish"
    action_priority = 25
    needs = "publish"

    @classmethod
    def execute_action(cls, objects: Any, **context: Any) -> tuple[int, int]:
        done, refused = publish_questions(questions=objects, by=context["by"])
        if refused:
            codes = ", ".join(question.code for question in refused)
            messages.warning(
                context["request"], _("Not published, because something is missing: %(codes)s.") % {"codes": codes}
            )
        return done, 0


ACTIONS = (MoveToCategory, AddTag, Publish)

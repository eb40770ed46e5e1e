"""The list of questions in Wagtail's admin: filters, where each is used, copies."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CopyView

from accounts.models import Agency
from assessments import kinds
from assessments.domain.authoring import free_code
from assessments.models import Question, QuestionCategory
from assessments.queries.usage import tags_by_bank, usage_of
from common.listings import FoldedIndexView, StandingColumn
from common.text import fold

STATES = [
    ("live", _("live")),
    ("draft", _("draft")),
    ("changed", _("draft of a change")),
    ("review", _("in review")),
]


def tags_in_use() -> list[tuple[str, str]]:
    return [(tag, tag) for tag in sorted({tag for tags in tags_by_bank().values() for tag in tags}, key=fold)]


def within(category: QuestionCategory) -> set[int]:
    """A category and all inside it. One query."""
    parents = dict(QuestionCategory.objects.filter(bank=category.bank_id).values_list("pk", "parent"))
    inside = {category.pk}
    while more := {pk for pk, parent in parents.items() if parent in inside} - inside:
        inside |= more
    return inside


class QuestionFilterSet(WagtailFilterSet):
    """Where a question belongs, what it is, whom it is for, how it stands. The locale filter is Wagtail's own."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=kinds.choices)
    category = django_filters.ModelChoiceFilter(
        label=_("category, with those inside"),
        queryset=QuestionCategory.objects.select_related("parent"),
        method="in_category",
    )
    tag = django_filters.ChoiceFilter(label=_("tag"), choices=tags_in_use, method="with_tag")
    competency = django_filters.AllValuesFilter(label=_("competency"))
    lesson = django_filters.AllValuesFilter(label=_("lesson"))
    agency = django_filters.ChoiceFilter(label=_("agency"), choices=Agency.choices)
    state = django_filters.ChoiceFilter(label=_("status"), choices=STATES, method="in_state")

    class Meta:
        model = Question
        fields = ["bank", "category", "kind", "tag", "difficulty", "competency", "lesson", "agency", "state", "pool"]

    def in_category(self, queryset: QuerySet[Question], name: str, value: QuestionCategory) -> QuerySet[Question]:
        return queryset.filter(category__in=within(value))

    def with_tag(self, queryset: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        """Tags are one text with commas; whole tags are compared."""
        some = queryset.filter(tags__contains=value).values_list("pk", "tags")
        return queryset.filter(pk__in=[pk for pk, tags in some if value in [tag.strip() for tag in tags.split(",")]])

    def in_state(self, queryset: QuerySet[Question], name: str, value: str) -> QuerySet[Question]:
        wanted: dict[str, dict[str, bool]] = {
            "live": {"live": True},
            "draft": {"live": False},
            "changed": {"live": True, "has_unpublished_changes": True},
            "review": {"in_review": True},
        }
        return queryset.filter(**wanted[value])


class QuestionIndexView(FoldedIndexView):
    """Rows that know where they are used, for two queries a page."""

    def get_table(self, object_list: Any) -> Any:
        rows = list(object_list)
        usage = usage_of(rows)
        for row in rows:
            row.usage = usage[row.pk]
        return super().get_table(rows)


class CopyQuestionView(CopyView):
    """A new question filled in like an old one, under a code that is free. It is a draft until it is saved."""

    def get_initial_form_instance(self) -> Question:
        question: Question = self.get_object().get_latest_revision_as_object()
        question.code = free_code(question)
        return question


COLUMNS = [
    "code",
    "stem",
    Column("get_kind_display", label=_("kind"), sort_key="kind"),
    "bank",
    BooleanColumn("pool", label=_("may be drawn")),
    Column("locale", label=_("language")),
    Column("usage", label=_("used in")),
    StandingColumn(),
]

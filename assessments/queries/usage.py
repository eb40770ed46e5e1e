"""Where questions are used: quizzes that name or asked them, lessons that show them, attempts that had them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex

from assessments.models import AttemptItem, Question, Quiz


@dataclass
class Usage:
    """`quizzes`: keys of those that ask it by name or have drawn it; `lessons`: (content type, id) of what else refers
    to it; `attempts`: how many it was drawn for.
    """

    quizzes: set[UUID] = field(default_factory=set)
    lessons: set[tuple[int, str]] = field(default_factory=set)
    attempts: int = 0

    def __str__(self) -> str:
        return ", ".join(part for part in self._parts() if part) or _("not used")

    def _parts(self) -> list[str]:
        quizzes, lessons = len(self.quizzes), len(self.lessons)
        return [
            ngettext("%(n)s quiz", "%(n)s quizzes", quizzes) % {"n": quizzes} if quizzes else "",
            ngettext("%(n)s attempt", "%(n)s attempts", self.attempts) % {"n": self.attempts} if self.attempts else "",
            ngettext("%(n)s lesson", "%(n)s lessons", lessons) % {"n": lessons} if lessons else "",
        ]


def usage_of(questions: Iterable[Question]) -> dict[int, Usage]:
    """Usage by primary key. Two queries however many questions there are."""
    asked = list(questions)
    found = {question.pk: Usage() for question in asked}
    for pk, content_type, object_id, quiz_key in _references(asked):
        if quiz_key:
            found[int(pk)].quizzes.add(quiz_key)
        else:
            found[int(pk)].lessons.add((content_type, object_id))
    drawn = defaultdict(list)
    for question_key, quiz_key, count in _drawn({question.translation_key for question in asked}):
        drawn[question_key].append((quiz_key, count))
    for question in asked:
        for quiz_key, count in drawn[question.translation_key]:
            found[question.pk].quizzes.add(quiz_key)
            found[question.pk].attempts += count
    return found


def _references(questions: list[Question]) -> Any:
    """Rows of Wagtail's reference index, with the key of the quiz where it is one. Other things are lessons."""
    quiz = Quiz.objects.annotate(id_text=Cast("pk", CharField())).filter(id_text=OuterRef("object_id"))
    question_type, quiz_type = (ContentType.objects.get_for_model(model) for model in (Question, Quiz))
    rows = (
        ReferenceIndex.objects.filter(
            to_content_type=question_type, to_object_id__in=[str(question.pk) for question in questions]
        )
        .annotate(quiz_key=Subquery(quiz.values("translation_key")[:1]))
        .values_list("to_object_id", "base_content_type", "object_id", "quiz_key")
        .distinct()
    )
    return [(pk, kind, each, key if kind == quiz_type.pk else None) for pk, kind, each, key in rows]


def _drawn(keys: set[UUID]) -> Any:
    return (
        AttemptItem.objects.filter(question_version__question_key__in=keys)
        .values_list("question_version__question_key", "attempt__quiz_key")
        .annotate(count=Count("pk"))
        .order_by()
    )


def quizzes_named(keys: Iterable[UUID]) -> list[Quiz]:
    """The source-language quizzes of these keys, for links. One query."""
    return list(
        Quiz.objects.filter(translation_key__in=list(keys), locale__language_code=settings.LANGUAGE_CODE).order_by(
            "title"
        )
    )


def lessons_named(lessons: Iterable[tuple[int, str]]) -> list[Any]:
    """The pages behind `Usage.lessons`. One query for each type of page, of which there are few."""
    by_type = defaultdict(list)
    for content_type, object_id in lessons:
        by_type[content_type].append(object_id)
    return [
        page
        for content_type, ids in by_type.items()
        for page in ContentType.objects.get_for_id(content_type).get_all_objects_for_this_type(pk__in=ids)
    ]


def tags_by_bank() -> dict[int, list[str]]:
    """Every tag in use, by bank, for suggestions. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    for bank, tags in Question.objects.exclude(tags="").values_list("bank", "tags").distinct():
        found[bank] |= {tag.strip() for tag in tags.split(",") if tag.strip()}
    return {bank: sorted(tags) for bank, tags in found.items()}

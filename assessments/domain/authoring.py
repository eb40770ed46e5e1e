"""What authors do to many questions at once. Each change is a revision, so nothing of a draft is lost."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import User
from assessments.models import Question, QuestionCategory


@transaction.atomic
def file_questions(
    *,
    questions: Sequence[Question],
    by: User,
    category: QuestionCategory | None = None,
    tag: str = "",
    may_publish: bool,
) -> int:
    """Move questions to a category of their bank, or add a tag. Gives the number changed.

    The change lands in the newest draft; a question that is live without other changes is published again at once by
    who may publish, otherwise the change waits in the draft.
    """
    changed = 0
    for question in questions:
        draft = question.get_latest_revision_as_object()
        if not _filed(draft, category, tag):
            continue
        straight = may_publish and question.live and not question.has_unpublished_changes
        revision = draft.save_revision(user=by)
        if straight:
            revision.publish(user=by)
        changed += 1
    return changed


def _filed(draft: Question, category: QuestionCategory | None, tag: str) -> bool:
    """Whether the draft changed. A category of another bank changes nothing."""
    if category is not None:
        if category.bank_id != draft.bank_id or draft.category_id == category.pk:
            return False
        draft.category = category
        return True
    tags = [each.strip() for each in draft.tags.split(",") if each.strip()]
    if not tag or tag in tags:
        return False
    draft.tags = ", ".join([*tags, tag])
    return True


@transaction.atomic
def publish_questions(*, questions: Iterable[Question], by: User) -> tuple[int, list[Question]]:
    """Publish the newest draft of each. Gives how many were, and those that cannot be asked yet and were left alone."""
    published, refused = 0, []
    for question in questions:
        draft = question.get_latest_revision_as_object()
        if draft.problem() or not draft.rationale.strip():
            refused.append(question)
            continue
        revision = question.get_latest_revision() or question.save_revision(user=by)
        revision.publish(user=by)
        published += 1
    return published, refused


def free_code(question: Question) -> str:
    """A code for a copy: `c1-q01-2`, or the next that no question of the bank has."""
    taken = set(Question.objects.filter(bank=question.bank_id).values_list("code", flat=True))
    number = 2
    while (code := f"{question.code[:36]}-{number}") in taken:
        number += 1
    return code

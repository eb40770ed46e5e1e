"""Changes to a draft that do not come from the form of the editor."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from courses.models import LessonPage


@transaction.atomic
def append_blocks(*, lesson: LessonPage, blocks: Sequence[tuple[str, Any]], by: Any) -> LessonPage:
    """Put blocks at the end of the body of a lesson's draft, in a revision of its own; nothing is published."""
    draft: LessonPage = lesson.get_latest_revision_as_object()
    field: Any = LessonPage._meta.get_field("body")
    draft.body.extend((child.block_type, child.value) for child in field.stream_block.normalize(list(blocks)))
    draft.save_revision(user=by, log_action=True)
    return draft

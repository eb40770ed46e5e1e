"""Where an officer reads, and how far: conveniences that are written over, not facts."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from enrolments.models import Enrolment, LessonReading, ResumePoint


def remember_place(*, enrolment: Enrolment, lesson_key: UUID | str, block_id: str = "") -> None:
    """Keep where the officer is, to the block."""
    place = {"lesson_key": lesson_key, "block_id": block_id, "at": timezone.now()}
    if not ResumePoint.objects.filter(enrolment=enrolment).update(**place):  # one statement; the first time only, two
        ResumePoint.objects.update_or_create(enrolment=enrolment, defaults=place)


@transaction.atomic
def note_sections(*, enrolment: Enrolment, lesson_key: UUID | str, sections: Iterable[str]) -> bool:
    """Keep that the officer came to the end of these sections; True when one was new. Those that the frozen outline
    does not know are ignored.
    """
    lessons = {lesson["key"]: lesson for lesson in enrolment.outline.outline["lessons"]}
    wanted, demanded = set(sections), lessons.get(str(lesson_key), {}).get("sections", [])
    read = [section for section in demanded if section in wanted]
    if not read:
        return False
    rows = LessonReading.objects.select_for_update()
    row = rows.filter(enrolment=enrolment, lesson_key=lesson_key).first()
    if row is None:
        row, _created = rows.get_or_create(enrolment=enrolment, lesson_key=lesson_key)
    known = row.sections.split()
    new = [section for section in read if section not in known]
    if new:
        row.sections = " ".join([*known, *new])
        row.save(update_fields=["sections"])
    return bool(new)

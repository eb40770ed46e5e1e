"""What may happen to an enrolment. Use only these names from outside."""

from enrolments.domain.enrolling import (
    EnrolmentRefused,
    complete_activity,
    enrol,
    evaluate,
    note_attempt,
    reopen_failed,
    set_due,
    start,
)
from enrolments.domain.pretest import skip_lesson, start_pretest
from enrolments.domain.reading import note_sections, remember_place

__all__ = [
    "EnrolmentRefused",
    "complete_activity",
    "enrol",
    "evaluate",
    "note_attempt",
    "note_sections",
    "remember_place",
    "reopen_failed",
    "set_due",
    "skip_lesson",
    "start",
    "start_pretest",
]

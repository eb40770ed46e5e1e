"""What the coordinator asks: who is posted where, on which course, how far. Everything starts from a scope."""

from coordination.queries.desk import Desk, DeskRow, Numbers, desk
from coordination.queries.filters import EXTRA_STATES, Filters, UnknownFilter, read_filters, state_labels
from coordination.queries.people import EnrolCheck, check_people, on_course, people_within
from coordination.queries.person import PersonRecord, person_record
from coordination.queries.reference import Course, Place, children_of, courses, roots_of, trail_of, unit_by_code
from coordination.queries.rows import Page, Row, RowSet, enrolment_rows

__all__ = [
    "EXTRA_STATES",
    "Course",
    "Desk",
    "DeskRow",
    "EnrolCheck",
    "Filters",
    "Numbers",
    "Page",
    "PersonRecord",
    "Place",
    "Row",
    "RowSet",
    "UnknownFilter",
    "check_people",
    "children_of",
    "courses",
    "desk",
    "enrolment_rows",
    "on_course",
    "people_within",
    "person_record",
    "read_filters",
    "roots_of",
    "state_labels",
    "trail_of",
    "unit_by_code",
]

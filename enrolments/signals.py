"""News from the enrolments room, sent after commit. Receivers call one verb and may run twice without harm."""

from django.dispatch import Signal

course_completed = Signal()  # enrolment: Enrolment

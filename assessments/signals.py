"""News from the assessments room, sent after commit. Receivers call one verb and may run twice without harm."""

from django.dispatch import Signal

attempt_marked = Signal()  # attempt: Attempt
check_answered = Signal()  # response: CheckResponse

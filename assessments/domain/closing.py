"""Attempts whose time is over are submitted for their officers, with the answers that arrived."""

from django.db.models import F, Q
from django.db.models.functions import Now

from assessments.domain.marking import submit
from assessments.models import Attempt
from assessments.queries.terms import newest_rules, override_in_force, override_of, terms


def close_overdue(*, attempt: Attempt | None = None) -> int:
    """Submit every open attempt whose last call has passed by the database's clock, or this one if it has; how many.

    Waits for the grace of the quiz: an answer given in time may still be on its way.
    """
    running = Attempt.objects.unscoped("system work, shown to nobody").filter(submitted_at=None)
    if attempt is not None:
        running = running.filter(pk=attempt.pk)
    timed = running.filter(
        Q(quiz_version__rules__time_limit__isnull=False) | Q(quiz_version__rules__closes_at__isnull=False)
    ).annotate(
        rules=newest_rules("quiz_key"),
        override=override_in_force("officer", "quiz_key"),
        now=Now(),
        since=F("started_at"),
    )
    closed = 0
    for each in timed.iterator(chunk_size=500):
        last_call = terms(each.rules, override_of(each.override)).last_call(each.since)
        if last_call is not None and each.now >= last_call:
            submit(attempt=each, ended_by=Attempt.End.TIME)
            closed += 1
    return closed

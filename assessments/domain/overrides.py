"""Other terms for some: given with a reason, taken back with a reason, never changed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from assessments.domain.errors import Refusal
from assessments.models import QuizOverride
from common import audit


class OverrideRefused(Refusal):
    """An override cannot be given."""


class NothingChanged(OverrideRefused):
    message = _("Give extra time, extra attempts or other dates: without any of them nothing would change.")


class ReasonNeeded(OverrideRefused):
    message = _("Say why. The reason is kept with the change.")


class ClosesBeforeOpening(OverrideRefused):
    message = _("The quiz must close after it opens.")


@transaction.atomic
def grant_override(
    *,
    quiz_key: UUID,
    by: User,
    reason: str,
    officer: User | None = None,
    unit: Unit | None = None,
    extra_time: int = 0,
    extra_attempts: int = 0,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> QuizOverride:
    """Other terms for one officer, or for a unit and those below it; replaces an earlier override of the same.

    Raises a subclass of OverrideRefused.
    """
    if not reason.strip():
        raise ReasonNeeded
    if not (extra_time or extra_attempts or opens_at or closes_at):
        raise NothingChanged
    if opens_at and closes_at and closes_at <= opens_at:
        raise ClosesBeforeOpening
    override: QuizOverride = QuizOverride.objects.create(
        quiz_key=quiz_key,
        officer=officer,
        unit=unit,
        extra_time=extra_time,
        extra_attempts=extra_attempts,
        opens_at=opens_at,
        closes_at=closes_at,
        reason=reason.strip(),
        by=by,
    )
    _note("override.grant", override, by)
    return override


@transaction.atomic
def withdraw_override(*, override: QuizOverride, by: User, reason: str) -> QuizOverride:
    """From now on the terms of the quiz hold again; what was done under the override stays."""
    if not reason.strip():
        raise ReasonNeeded
    taken_back: QuizOverride = QuizOverride.objects.create(
        quiz_key=override.quiz_key,
        officer_id=override.officer_id,
        unit_id=override.unit_id,
        withdrawn=True,
        reason=reason.strip(),
        by=by,
    )
    _note("override.withdraw", taken_back, by)
    return taken_back


def _note(action: str, override: QuizOverride, by: User) -> None:
    whom = f"officer:{override.officer.public_id}" if override.officer else f"unit:{override.unit.code}"  # type: ignore[union-attr]
    audit.record(
        actor=by, action=action, target=f"override:{override.public_id}", quiz=str(override.quiz_key), whom=whom
    )

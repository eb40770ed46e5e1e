"""Questions drawn in the hours before a common start, so that the start itself is cheap."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from accounts.models import User
from assessments.domain.drawing import Drawn, draw
from assessments.models import PreparedDraw, Quiz, QuizVersion
from assessments.queries.terms import terms
from assessments.queries.wordings import newest_quiz_version

AHEAD = timedelta(hours=24)


def quizzes_to_prepare() -> list[QuizVersion]:
    """The newest versions of live quizzes that ask for preparation and open within a day."""
    live = Quiz.objects.filter(
        translation_key=OuterRef("quiz_key"), live=True, locale__language_code=settings.LANGUAGE_CODE
    )
    asking = QuizVersion.objects.filter(Exists(live), rules__prepare=True)
    wanted = asking.annotate(now=Now()).order_by("quiz_key", "number")
    newest = {version.quiz_key: version for version in wanted}
    return [version for version in newest.values() if _opens_soon(version) and _is_newest(version)]


def _opens_soon(version: QuizVersion) -> bool:
    opens_at = terms(version.rules).opens_at
    now = version.now  # type: ignore[attr-defined]  # annotated: the database's clock
    return opens_at is not None and now < opens_at <= now + AHEAD


def _is_newest(version: QuizVersion) -> bool:
    newest = newest_quiz_version(version.quiz_key).first()
    return newest is not None and newest.pk == version.pk


def prepare_draw(*, officer: User, version: QuizVersion, context_key: str) -> bool:
    """Draw for one officer; False when it was done before, or there is nothing to draw."""
    prepared = PreparedDraw(officer=officer, quiz_version=version, context_key=context_key)
    if PreparedDraw.objects.of(officer).filter(quiz_version=version, context_key=context_key).exists():
        return False
    drawn = draw(rules=version.rules, officer=officer)
    prepared.items = [[item.version_id, item.option_order, item.label] for item in drawn]
    if not prepared.items:
        return False
    PreparedDraw.objects.bulk_create([prepared], ignore_conflicts=True)
    return True


def take_prepared(*, officer: User, quiz_version: QuizVersion, context_key: str) -> list[Drawn]:
    """What was drawn for this officer and version, used up by asking; empty when nothing was."""
    prepared = PreparedDraw.objects.of(officer).filter(quiz_version=quiz_version, context_key=context_key).first()
    if prepared is None:
        return []
    prepared.delete()
    return [Drawn(*item) for item in prepared.items]


def forget_old_draws(*, quiz_key: UUID) -> int:
    """Drop draws made for rules that no longer hold."""
    newest = newest_quiz_version(quiz_key).first()
    stale = PreparedDraw.objects.unscoped("of all officers: the rules changed").filter(quiz_version__quiz_key=quiz_key)
    if newest is not None:
        stale = stale.exclude(quiz_version=newest)
    number, _per_model = stale.delete()
    return int(number)

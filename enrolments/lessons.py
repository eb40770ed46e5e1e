"""Sets an officer's own answers into a lesson that was rendered for everybody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.safestring import SafeString

from accounts.models import User
from assessments.queries import CheckView, check_views
from courses.cards.queries import CardView, readable_card
from courses.rendering import LessonView, Part

AGENCIES = ("police", "gendarmerie", "coast_guard")


@dataclass(frozen=True)
class FilledDecision:
    """One decision of a scenario: what happened before it, and the question with the officer's answer if there is
    one.
    """

    before: SafeString
    check: CheckView


@dataclass(frozen=True)
class FilledScenario:
    """A scenario for one agency, shown as far as the officer has decided. Model and trap come only after the last
    decision.
    """

    title: str
    agency: str
    agencies: tuple[tuple[str, str], ...]  # (agency, title of its part)
    part_title: str
    situation: SafeString
    decisions: tuple[FilledDecision, ...]
    total: int
    model: SafeString | None
    trap: SafeString | None

    @property
    def finished(self) -> bool:
        return self.model is not None


@dataclass(frozen=True)
class FilledPart:
    block_id: str
    kind: str
    html: SafeString | None = None
    check: CheckView | None = None
    scenario: FilledScenario | None = None
    card: CardView | None = None
    note: str = ""


def fill(view: LessonView, *, course: str, officer: User, language: str, chosen_agency: str = "") -> list[FilledPart]:
    """The parts of the lesson for this officer; one batch of queries however many checks the lesson has, and one for
    the field card where it is shown. `course` is its code."""
    wanted = [(key, context_of(view, part)) for part in view.parts for key in part.question_keys]
    checks = check_views(wanted, language=language, officer=officer) if wanted else {}
    parts = list(_filled(view, checks, officer, chosen_agency))
    if any(part.kind == "field_card" for part in parts):
        card = readable_card(course, language)
        parts = [replace(part, card=card) if part.kind == "field_card" else part for part in parts]
    return parts


def context_of(view: LessonView, part: Part) -> str:
    """Under which key the answers of this place are kept."""
    return f"{view.key}:{part.block_id}"


def _filled(
    view: LessonView, checks: dict[tuple[UUID, str], CheckView], officer: User, chosen: str
) -> Iterator[FilledPart]:
    for part in view.parts:
        context = context_of(view, part)
        if part.scenario is not None:
            agency = choose_agency([p.agency for p in part.scenario.parts], chosen, officer.agency)
            yield FilledPart(part.block_id, part.kind, scenario=_scenario(part, agency, checks, context))
        elif part.question_keys:
            check = checks.get((part.question_keys[0], context))
            yield FilledPart(part.block_id, part.kind, check=check)
        else:
            yield FilledPart(part.block_id, part.kind, html=part.html, note=part.note)


def choose_agency(available: list[str], chosen: str, own: str) -> str:
    """The part the officer asked for, else the one of the own force, else the first."""
    return next((agency for agency in (chosen, own) if agency in available), available[0])


def _scenario(part: Part, agency: str, checks: dict[tuple[UUID, str], CheckView], context: str) -> FilledScenario:
    assert part.scenario is not None  # noqa: S101
    variant = part.scenario.part_for(agency)
    shown = []
    for decision in variant.decisions:
        check = checks.get((decision.question_key, context))
        if check is None:
            continue
        shown.append(FilledDecision(before=decision.before_html, check=check))
        if not check.answered:
            break
    finished = len(shown) == len(variant.decisions) and all(d.check.answered for d in shown)
    return FilledScenario(
        title=part.scenario.title,
        agency=agency,
        agencies=tuple((p.agency, p.title) for p in part.scenario.parts),
        part_title=variant.title,
        situation=variant.situation_html,
        decisions=tuple(shown),
        total=len(variant.decisions),
        model=variant.model_html if finished else None,
        trap=variant.trap_html if finished else None,
    )


def finished_activity(part: Part, *, officer: User, context_key: str) -> str | None:
    """The activity a just-given answer finished: the check itself, a drill after its last step, or the scenario once
    one agency's decisions are all made.
    """
    views = check_views([(key, context_key) for key in part.question_keys], language="tr", officer=officer)
    answered = {key for (key, _context), view in views.items() if view.answered}
    if part.scenario is None:
        return part.block_id if answered else None
    done = any(all(d.question_key in answered for d in variant.decisions) for variant in part.scenario.parts)
    return part.block_id if done else None

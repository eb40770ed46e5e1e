"""An attempt while it is being taken. No row read here holds a key, feedback or rationale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from assessments import kinds
from assessments.models import Attempt, AttemptItem, Response
from assessments.queries.terms import Terms, newest_rules, override_in_force, override_of, own_mode, terms
from assessments.queries.wordings import Words, newest_quiz_wording, newest_wording, words_of
from common.compiled import Compiled


@dataclass(frozen=True)
class OverviewItem:
    position: int
    answered: bool
    stem: str
    language: str


@dataclass(frozen=True)
class AttemptOverview:
    """`deadline` is when the attempt ends, None for never; `over`: it has ended by the database's clock, `now`.
    `last_call`: until when answers given before may still arrive.
    """

    title: str
    items: tuple[OverviewItem, ...]
    terms: Terms
    deadline: datetime | None
    last_call: datetime | None
    now: datetime
    over: bool

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def unanswered(self) -> int:
        return self.total - self.answered


@dataclass(frozen=True)
class AttemptState:
    """What a device that synchronises compares itself with. `answers`: position → (clock, device, client key) of the
    answer that counts, for the questions that have one. All moments are the database's.
    """

    answers: dict[int, tuple[int, str, str]]
    now: datetime
    deadline: datetime | None
    last_call: datetime | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class ItemView:
    """One question as shown. `language` is that of the words; `fell_back` says they are not yet in the one asked for.

    `ask` is the context of the kind's form. `clock` is that of the answer that counts now (0: none), so that a page can
    tell whether another device answered since. `now` is the database's.
    """

    position: int
    total: int
    title: str
    stem: str
    kind: str
    hint: str
    stepwise: bool
    ask: dict[str, Any]
    answered: bool
    clock: int
    language: str
    fell_back: bool
    terms: Terms
    deadline: datetime | None
    last_call: datetime | None
    now: datetime

    @property
    def is_first(self) -> bool:
        return self.position == 1

    @property
    def is_last(self) -> bool:
        return self.position == self.total

    @property
    def over(self) -> bool:
        return self.deadline is not None and self.now >= self.deadline


def own_attempt(officer: User, public_id: str, *, lock: bool = False) -> Any | None:
    """The officer's own Attempt with its `total` of questions and `now`, the database's; someone else's is as unknown
    as one that never was.

    `lock`: hold it until the transaction ends, so that what is read next is what others have finished writing.
    """
    row = _own_rows.first(variant=lock, officer=officer.pk, public_id=public_id)
    if row is None:
        return None
    attempt = attempt_of(row, officer)
    attempt.total, attempt.now = row[len(ATTEMPT) :]
    return attempt


def attempt_of(row: tuple[Any, ...], officer: User) -> Any:
    """The officer's attempt from a row that begins with the columns of ATTEMPT."""
    attempt = Attempt.from_db("default", ATTEMPT, row[: len(ATTEMPT)])
    attempt.officer = officer
    return attempt


ATTEMPT = tuple(field.attname for field in Attempt._meta.concrete_fields)


@Compiled
def _own_rows(officer: Any, public_id: Any, variant: Any) -> QuerySet[Any, Any]:
    attempts = Attempt.objects.unscoped("of one officer").filter(officer_id=officer, public_id=public_id)
    found = attempts.annotate(total=_count("pk"), now=Now()).values_list(*ATTEMPT, "total", "now")
    return found.select_for_update(of=("self",)) if variant else found


def _count(attempt: str) -> Subquery:
    items = AttemptItem.objects.filter(attempt=OuterRef(attempt)).order_by().values("attempt")
    return Subquery(items.annotate(n=Count("pk")).values("n"))


def newest_response(field: str) -> Subquery:
    """A field of the answer that counts of each item."""
    counting = Response.objects.filter(item=OuterRef("pk")).order_by("-clock", "-device", "-client_key")
    return Subquery(counting.values(field)[:1])


def attempt_state(attempt: Attempt) -> AttemptState:
    """Where an attempt stands now. One query."""
    rows = list(
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(
            clock=newest_response("clock"),
            device=newest_response("device"),
            client_key=newest_response("client_key"),
            rules=newest_rules("attempt__quiz_key"),
            override=override_in_force("attempt__officer", "attempt__quiz_key"),
            now=Now(),
        )
        .values("position", "clock", "device", "client_key", "rules", "override", "now", "attempt__submitted_at")
    )
    first = rows[0]
    in_force = terms(first["rules"], override_of(first["override"]))
    return AttemptState(
        answers={row["position"]: (row["clock"], row["device"], row["client_key"]) for row in rows if row["clock"]},
        now=first["now"],
        deadline=in_force.deadline(attempt.started_at),
        last_call=in_force.last_call(attempt.started_at),
        submitted_at=first["attempt__submitted_at"],
    )


QUESTION = ("question_version__kind", "question_version__structure")
SHARED = ("position", "answer", "wording", "title", "rules", "override", "mode", "now", *QUESTION)
ASKED = (*SHARED, "option_order", "clock", "total")


class Speaking(NamedTuple):
    """What the statements below are written for besides their values. `today`: postings are dated."""

    language: str
    today: date


@Compiled
def _overview_rows(attempt: Any, variant: Speaking) -> QuerySet[Any, Any]:
    return _items(attempt, variant.language).values_list(*SHARED)


@Compiled
def _paper_rows(attempt: Any, variant: Speaking) -> QuerySet[Any, Any]:
    return _asked(attempt, variant.language)


@Compiled
def _question_rows(attempt: Any, position: Any, variant: Speaking) -> QuerySet[Any, Any]:
    return _asked(attempt, variant.language).filter(position=position)


def _asked(attempt: Any, language: str) -> QuerySet[Any, Any]:
    items = _items(attempt, language).annotate(clock=newest_response("clock"), total=_count("attempt"))
    return items.values_list(*ASKED)


def _items(attempt: Any, language: str) -> QuerySet[Any, Any]:
    return (
        AttemptItem.objects.filter(attempt_id=attempt)
        .annotate(
            answer=newest_response("answer"),
            wording=newest_wording("question_version", language),
            title=newest_quiz_wording("attempt__quiz_version", language, "title"),
            rules=newest_rules("attempt__quiz_key"),
            override=override_in_force("attempt__officer", "attempt__quiz_key"),
            mode=own_mode("attempt__quiz_version"),
            now=Now(),
        )
        .order_by("position")
    )


def _named(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in rows]


def attempt_overview(attempt: Attempt, language: str) -> AttemptOverview:
    """Every question with whether it is answered. One query, and one for words not in the cache."""
    speaking = Speaking(language, timezone.localdate())
    items = _named(SHARED, _overview_rows.rows(variant=speaking, attempt=attempt.pk))
    words = words_of(row["wording"] for row in items)
    first = items[0]
    in_force = terms(first["rules"], override_of(first["override"]), mode=first["mode"])
    deadline = in_force.deadline(attempt.started_at)
    return AttemptOverview(
        title=first["title"] or "",
        terms=in_force,
        deadline=deadline,
        last_call=in_force.last_call(attempt.started_at),
        now=first["now"],
        over=deadline is not None and first["now"] >= deadline,
        items=tuple(
            OverviewItem(
                position=row["position"],
                answered=_finished(row),
                stem=words[row["wording"]].stem,
                language=words[row["wording"]].language,
            )
            for row in items
        ),
    )


def _finished(row: dict[str, Any]) -> bool:
    """A question answered step by step is answered after its last step."""
    kind, structure = kinds.get(row["question_version__kind"]), row["question_version__structure"]
    return bool(row["answer"]) and kind.finished(kinds.Question(structure), row["answer"])


def item_views(attempt: Attempt, language: str, position: int | None = None) -> list[ItemView]:
    """The questions of an attempt with the officer's own answers, or the one at a position. One query, as above."""
    speaking = Speaking(language, timezone.localdate())
    if position is None:
        found = _paper_rows.rows(variant=speaking, attempt=attempt.pk)
    else:
        found = _question_rows.rows(variant=speaking, attempt=attempt.pk, position=position)
    rows = _named(ASKED, found)
    words = words_of(row["wording"] for row in rows)
    in_force = terms(rows[0]["rules"], override_of(rows[0]["override"]), mode=rows[0]["mode"]) if rows else None
    return [_view(row, words[row["wording"]], in_force, attempt, language) for row in rows]


def item_view(attempt: Attempt, position: int, language: str) -> ItemView | None:
    """One question; None when no question was drawn at this position."""
    return next(iter(item_views(attempt, language, position)), None)


def _view(row: dict[str, Any], words: Words, in_force: Any, attempt: Attempt, language: str) -> ItemView:
    kind = kinds.get(row["question_version__kind"])
    answer = row["answer"] or {}
    with words.spoken():
        ask = kind.ask(row["question_version__structure"], row["option_order"], words.texts, answer)
    return ItemView(
        position=row["position"],
        total=row["total"],
        title=row["title"] or "",
        stem=words.stem,
        kind=kind.name,
        hint=str(kind.hint),
        stepwise=kind.stepwise,
        ask=ask,
        answered=_finished(row),
        clock=row["clock"] or 0,
        language=words.language,
        fell_back=words.language != language,
        terms=in_force,
        deadline=in_force.deadline(attempt.started_at),
        last_call=in_force.last_call(attempt.started_at),
        now=row["now"],
    )

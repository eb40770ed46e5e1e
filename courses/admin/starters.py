"""What a new lesson may begin with. The words in square brackets tell the author what to write; the content check finds
those that were left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Blocks = list[tuple[str, Any]]
AGENCIES = ("police", "gendarmerie", "coast_guard")


@dataclass(frozen=True)
class Starter:
    """`blocks` makes the body in the language that is active."""

    key: str
    name: Any
    description: Any
    minutes: int
    blocks: Callable[[], Blocks]


def _prose(words: str) -> str:
    return f"<p>{words}</p>"


def _opening() -> Blocks:
    return [
        (
            "text",
            _prose(_("[Begin with a moment an officer knows. Then say in two sentences what this lesson gives…]")),
        ),
        ("heading", {"text": _("What you will see"), "level": "2"}),
        ("text", _prose(_("[Three to five short paragraphs. One thought each…]"))),
    ]


def _scenario_part(agency: str) -> dict[str, Any]:
    return {
        "agency": agency,
        "title": _("[Where it happens…]"),
        "situation": _prose(_("[What the officer sees, hears and knows…]")),
        "decisions": [
            {"before": "", "question": None},
            {"before": _prose(_("[What happens next…]")), "question": None},
        ],
        "model": _prose(_("[What a good officer did, and why…]")),
        "trap": _prose(_("[The mistake most people make here…]")),
    }


def _care() -> tuple[str, Any]:
    words = _("[If this lesson stays with you, talk to somebody you trust. Name the office of the unit…]")
    return ("callout", {"tone": "care", "title": _("Care for yourself too"), "body": _prose(words)})


def _with_scenario() -> Blocks:
    indicators = [
        {"strength": "S", "text": _("[A strong indicator…]")},
        {"strength": "M", "text": _("[A medium one…]")},
    ]
    return [
        *_opening(),
        ("checklist", {"title": _("Look for"), "intro": "", "items": indicators}),
        ("dos_donts", {"title": _("In the first talk"), "dos": [_("[Do…]")], "donts": [_("[Do not…]")]}),
        ("check", {"question": None}),
        ("heading", {"text": _("Your shift"), "level": "2"}),
        ("scenario", {"title": _("[Name of the case…]"), "parts": [_scenario_part(agency) for agency in AGENCIES]}),
        _care(),
    ]


def _refresher() -> Blocks:
    points = [
        {"strength": "-", "text": _("[The first thing to remember…]")},
        {"strength": "-", "text": _("[The second…]")},
    ]
    return [
        ("text", _prose(_("[What has changed, or what officers get wrong, in three sentences…]"))),
        ("checklist", {"title": _("To remember"), "intro": "", "items": points}),
        ("reveal", {"prompt": _("[A question to think about first…]"), "answer": _prose(_("[The answer…]"))}),
        ("check", {"question": None}),
    ]


def _drill() -> Blocks:
    return [
        ("content_note", {"text": _prose(_("[Say plainly what comes, without details…]"))}),
        ("heading", {"text": _("The case"), "level": "2"}),
        ("text", _prose(_("[Who the officer is, where, and what has just been reported…]"))),
        ("check", {"question": None}),
        ("heading", {"text": _("Afterwards"), "level": "2"}),
        ("text", _prose(_("[What the records of this drill are for…]"))),
        ("reflection", {"prompt": _("[What would you do differently next time…]"), "hint": ""}),
        _care(),
    ]


STARTERS = {
    starter.key: starter
    for starter in (
        Starter("empty", gettext_lazy("Empty lesson"), gettext_lazy("Nothing is filled in."), 20, list),
        Starter(
            "scenario",
            gettext_lazy("Lesson with a scenario"),
            gettext_lazy("Opening, indicators, do and do not, a check, a case with a part for each agency, care."),
            25,
            _with_scenario,
        ),
        Starter(
            "refresher",
            gettext_lazy("Short refresher"),
            gettext_lazy("What has changed, what to remember, one thing to think about, one check."),
            10,
            _refresher,
        ),
        Starter(
            "drill",
            gettext_lazy("Drill lesson"),
            gettext_lazy("A content note, the case, a check that asks a decision drill, looking back, care."),
            25,
            _drill,
        ),
    )
}

"""What the style guide shows: one invented value for each component, shaped as the product gives it to templates."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString

TEXT = SafeString(
    "<p>Watch who answers. <b>Ask apart</b>, with an independent interpreter.</p><ul><li>one</li><li>two</li></ul>"
)
OPTIONS = [{"place": n, "text": f"Option {n}: what you would do next", "chosen": False} for n in range(1, 5)]
GIVEN = [
    {**option, "chosen": option["place"] == 2, "right": option["place"] == 3, "feedback": "You kept them together."}
    for option in OPTIONS
]


def check(**changes: Any) -> SimpleNamespace:
    """A knowledge check as `assessments.queries.CheckView` has it."""
    fields = {
        "question_key": "0",
        "version": 1,
        "stem": "The owner answers for every worker. What do you do?",
        "kind": "single",
        "hint": "Choose one answer.",
        "stepwise": False,
        "ask": {"input_type": "radio", "options": OPTIONS},
        "language": "en",
        "fell_back": False,
        "answered": False,
        "correct": None,
        "review": None,
        "rationale": "",
    }
    return SimpleNamespace(**(fields | changes))


def answered(key: str, *, correct: bool) -> SimpleNamespace:
    return check(
        question_key=key,
        answered=True,
        correct=correct,
        review={"input_type": "radio", "options": GIVEN},
        rationale="Speaking apart is the first step: nobody tells the truth beside the person they fear.",
    )


def law(status: str) -> dict[str, Any]:
    source = {
        "citation": "TCK 80",
        "summary": "Who does what to whom, by which means, to exploit them.",
        "status": status,
    }
    return {"source": source | {"source": "mevzuat.gov.tr", "checked_on": date(2026, 11, 23)}, "note": TEXT}


def everything() -> dict[str, Any]:
    scenario = SimpleNamespace(
        title="The night market",
        agency="police",
        agencies=(("police", "Stall"), ("gendarmerie", "Farm"), ("coast_guard", "Boat")),
        part_title="A stall that never closes",
        situation=TEXT,
        decisions=(
            SimpleNamespace(before=None, check=answered("3", correct=True)),
            SimpleNamespace(before=TEXT, check=check(question_key="4")),
        ),
        total=3,
        model=None,
        trap=None,
    )
    return {
        "callouts": [
            {"tone": tone, "title": f"Title of {tone}", "body": TEXT}
            for tone in ("info", "warning", "do", "dont", "care")
        ],
        "laws": [law("confirmed"), law("unconfirmed"), law("proposal")],
        "comparison": {
            "title": "Trafficking and smuggling",
            "left": "Trafficking",
            "right": "Smuggling",
            "rows": [
                {"heading": f"Row {n}", "left": "Exploits a person", "right": "Crosses a border"} for n in (1, 2, 3)
            ],
        },
        "checklist": {
            "title": "Signs at a workplace",
            "intro": "One strong sign is enough to refer.",
            "items": [
                {"text": f"Sign number {n} in a sentence of usual length", "strength": s} for n, s in enumerate("SMW-")
            ],
        },
        "checks": [
            check(),
            answered("1", correct=True),
            answered("2", correct=False),
            check(question_key="5", kind="multiple", ask={"input_type": "checkbox", "options": OPTIONS}),
        ],
        "scenario": scenario,
        "tags": ["neutral", "ok", "warn", "bad", "info"],
        "numbers": [{"n": 128, "label": "enrolled"}, {"n": 64, "label": "completed"}, {"n": 7, "label": "overdue"}],
    }

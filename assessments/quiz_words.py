"""What a trainer is told about the questions of a quiz: in the form, after publishing, in the preview."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Agency
from assessments.domain.drawing import pick
from assessments.domain.publishing import sections_of
from assessments.domain.shortages import Available, available, together
from assessments.models import Difficulty, QuestionCategory, QuestionVersion, Quiz
from assessments.queries.supply import Fixed, Row, supply
from assessments.queries.wordings import newest_wording, words_of


@dataclass
class Described:
    """A section in words: what it is, the counts of its rows, and the stems of one draw."""

    title: str
    bank: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    sample: list[str] = field(default_factory=list)


def empty_sections(quiz: Quiz) -> list[str]:
    """A sentence for each section that could never ask anything."""
    sections = sections_of(quiz)
    filled = {part.section for part in supply(sections) if (part.versions if isinstance(part, Fixed) else part.found)}
    return [
        _("Section %(number)s: none of its questions is published, so it could ask nothing.") % {"number": number}
        for number in range(1, len(sections) + 1)
        if number not in filled
    ]


def shortages_in_words(quiz: Quiz) -> list[str]:
    """A sentence for each row that cannot be filled; or one when each could be, but not all at once."""
    parts = supply(sections_of(quiz))
    short = [
        _("%(row)s: %(counts)s") % {"row": _name(each.part), "counts": _counts(each.part.wanted, each)}
        for each in available(parts)
        if each.short
    ]
    whole = together(parts)
    if not short and whole.short:
        row = _("The sections ask for the same questions")
        short = [_("%(row)s: %(counts)s") % {"row": row, "counts": _counts(whole.wanted, whole)}]
    return short


def _counts(wanted: int, found: Any) -> str:
    counts = {"wanted": wanted, "number": found.number}
    if found.agency:
        agency = Agency(found.agency).label
        return _("questions wanted: %(wanted)s, available: %(number)s (fewest for: %(agency)s)") % {
            **counts,
            "agency": agency,
        }
    return _("questions wanted: %(wanted)s, available: %(number)s") % counts


def _name(part: Fixed | Row) -> str:
    if isinstance(part, Fixed):
        return _("Section %(number)s") % {"number": part.section}
    place = {"number": part.section, "row": part.row, "cell": cell_in_words(part)}
    if "type" in part.cell:  # a drawn section is its only row
        return _("Section %(number)s (%(cell)s)") % place
    return _("Section %(number)s, row %(row)s (%(cell)s)") % place


def cell_in_words(part: Row) -> str:
    """What a row asks of its questions: “K1, easy, tag: border”."""
    cell = part.cell
    category = QuestionCategory.objects.filter(pk=cell["category"]).first() if cell.get("category") else None
    words = [
        str(category or ""),
        cell.get("competency") or "",
        str(Difficulty(cell["difficulty"]).label) if cell.get("difficulty") else "",
        _("tag: %(tag)s") % {"tag": cell["tag"]} if cell.get("tag") else "",
    ]
    return ", ".join(word for word in words if word) or _("any question")


def described(quiz: Quiz, *, agency: str) -> list[Described]:
    """The sections in words, with one draw as an officer of this agency would get it."""
    found = [Described(str(block.block.label), str(block.value.get("bank") or "")) for block in quiz.sections]
    parts = supply(sections_of(quiz))
    stems = _stems(pick(parts, agency=agency), quiz.locale.language_code)
    for each, sample in zip(available(parts), stems, strict=True):
        section = found[each.part.section - 1]
        section.rows.append(_row(each))
        section.sample += sample
    return found


def _row(each: Available) -> dict[str, Any]:
    part = each.part
    words = _("these questions, every time") if isinstance(part, Fixed) else cell_in_words(part)
    return {"words": words, "counts": _counts(part.wanted, each), "short": each.short}


def _stems(picked: Sequence[Sequence[int]], language: str) -> list[list[str]]:
    """The stems of question versions, in the same lists."""
    versions = QuestionVersion.objects.filter(pk__in=[pk for part in picked for pk in part])
    wordings = dict(versions.values_list("pk", newest_wording("pk", language)))
    words = words_of(wordings.values())
    return [[words[wordings[pk]].stem for pk in part] for part in picked]

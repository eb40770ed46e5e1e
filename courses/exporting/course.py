"""What belongs to the whole course: course.toml, course.LANG.md, the field card, the legal sources."""

from collections.abc import Mapping
from typing import Any

from assessments.models import Quiz
from courses.exporting import toml
from courses.exporting.blocks import line
from courses.exporting.files import Bundle
from courses.exporting.lessons import common_care
from courses.exporting.reading import Published

# What is written of a page, a quiz, a card, a legal source; a test compares these with the fields of the models.
FIELDS = {"title", "summary", "audience", "outcomes", "description", "code", "hours", "validity_months"}
FIELDS |= {"competencies", "agencies", "quiz", "pretest"}
NOT_IN_THE_SOURCE = {"slug", "seo_title", "search_description"}
RULES = ("pass_mark", "attempts", "shuffle", "mode", "counting", "wait_minutes", "time_limit", "grace")
ONLY_HERE = ("opens_at", "closes_at", "access_code", "prepare")  # of an examination: its day and its room
CARD = {"title": "title", "subtitle": "subtitle", "call": "call", "legal": "legal_note"}
LAW_WORDS = ("citation", "summary", "source")
LAW_STANDING = ("checked_on", "checked_by", "status")


def write_course(bundle: Bundle, published: Published) -> None:
    bundle.write("course.toml", _course_toml(bundle, published))
    for language in published.languages:
        page = published.pages[language]
        description = bundle.prose(page.description, f"description ({language})")
        bundle.write(f"course.{language}.md", toml.front(_texts(published, language), description))
    _write_cards(bundle, published)
    _write_laws(bundle, published)


def _course_toml(bundle: Bundle, published: Published) -> str:
    page = published.pages[published.source]
    table = {
        "code": page.code,
        "source_language": published.source,
        "languages": list(published.languages),
        "hours": page.hours,
        "competencies": [each.strip() for each in page.competencies.split(",") if each.strip()],
        "agencies": page.audience_agencies or None,
        "validity_months": page.validity_months,
        "lessons": [lesson.code for lesson in published.lessons[published.source]],
        **common_care(published),
    }
    lines = [*toml.lines(table), "", "[bank]", *toml.lines({"slug": published.bank.slug})]
    if page.quiz is not None:
        lines += _quiz(bundle, page.quiz)
    if page.pretest is not None:
        lines += ["", "[pretest]", *toml.lines({"code": page.pretest.code})]
    return "\n".join(lines) + "\n"


def _quiz(bundle: Bundle, quiz: Quiz) -> list[str]:
    rules = {name: getattr(quiz, name) for name in RULES}
    if quiz.mode == Quiz.Mode.EXAM:
        rules["mode"] = Quiz.Mode.STANDARD.value
        bundle.notes.append(f"the quiz {quiz.code} is an examination here; its dates and its code are left out")
    elif any(getattr(quiz, name) for name in ONLY_HERE):
        bundle.notes.append(f"the dates and the code of the quiz {quiz.code} are left out")
    draw, rows = _drawn(bundle, quiz)
    lines = ["", "[quiz]", *toml.lines({"code": quiz.code, "draw": draw, **_unusual(rules)})]
    for row in rows:
        lines += ["", "[[quiz.blueprint]]", *toml.lines(row)]
    return lines


def _unusual(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Rules that are not what the source takes for granted, and those it always asks for."""
    always = ("pass_mark", "attempts", "shuffle")
    return {name: value for name, value in rules.items() if name in always or value != _usual(name)}


def _usual(name: str) -> Any:
    field: Any = Quiz._meta.get_field(name)
    return getattr(field.default, "value", field.default) if field.has_default() else None


def _drawn(bundle: Bundle, quiz: Quiz) -> tuple[int | None, list[dict[str, Any]]]:
    """The number drawn, or the rows of the blueprint."""
    sections = list(quiz.sections)
    section = sections[0] if len(sections) == 1 else None
    value = section.value if section else {}
    if section is not None and section.block_type == "drawn" and not (value["category"] or value["tag"]):
        return value["count"], []
    if section is not None and section.block_type == "blueprint":
        names = ("competency", "difficulty", "tag")
        rows = ({name: row[name] or None for name in names} | {"count": row["count"]} for row in value["rows"])
        return None, list(rows)
    bundle.refusals.append(f"quiz {quiz.code}: a source holds one section, drawn from the whole bank or by a blueprint")
    return None, []


def _texts(published: Published, language: str) -> dict[str, Any]:
    page = published.pages[language]
    quiz, pretest = published.quiz.get(language), published.pretest.get(language)
    return {
        "title": line(page.title),
        "summary": line(page.summary),
        "audience": line(page.audience),
        "outcomes": [line(block.value) for block in page.outcomes],
        "bank_title": line(published.bank.title),
        "quiz_title": line(quiz.title) if quiz else line(page.title),
        "quiz_intro": line(quiz.intro) if quiz else line(page.summary),
        "pretest_title": line(pretest.title) if pretest else None,
        "pretest_intro": line(pretest.intro) if pretest else None,
    }


def _write_cards(bundle: Bundle, published: Published) -> None:
    for language in published.languages if published.cards else ():
        card, where = published.cards[language], f"field card ({language})"
        sections = (
            f"## {line(section.value['heading'])}\n\n{bundle.prose(section.value['text'], where)}"
            for section in card.sections
        )
        front = {name: line(getattr(card, attribute)) or None for name, attribute in CARD.items()}
        bundle.write(f"card.{language}.md", toml.front(front, "\n" + "\n\n".join(sections)))


def _write_laws(bundle: Bundle, published: Published) -> None:
    """Beside the folder of the courses, where a load looks for them."""
    if not published.laws[published.source]:
        return
    for language in published.languages:
        entries = []
        for law in published.laws[language].values():
            names = (*LAW_WORDS, *LAW_STANDING) if language == published.source else LAW_WORDS
            table = {"key": law.key} | {name: _law_value(getattr(law, name)) for name in names}
            entries.append("\n".join(["[[source]]", *toml.lines(table)]) + "\n")
        bundle.contents[f"legal.{language}.toml"] = "\n".join(entries).encode()


def _law_value(value: Any) -> Any:
    return line(value) if isinstance(value, str) else value

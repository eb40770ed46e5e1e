"""What an author may write, and what each mistake is answered with: file, line, and a sentence."""

from pathlib import Path

import pytest
from django.conf import settings

from courses.source import read_course
from courses.source.blocks import CalloutSource, ChecklistSource, FigureSource, ScenarioSource, TextSource
from tests.factories.courses import write_course

C1 = settings.ROOT / "content" / "courses" / "c1"


def test_the_small_course_is_read_into_typed_values(folder: Path) -> None:
    course, problems = read_course(folder)

    assert problems == []
    assert (course.code, course.languages, course.targets) == ("deneme", ("tr", "en"), ("en",))
    assert course.quiz.draw == 1
    assert [lesson.title for lesson in course.lessons["en"]] == ["First lesson", "Second lesson"]
    assert [(item.code, item.key) for item in course.questions][:2] == [("d-1", ("b",)), ("d-2", ("a", "b"))]
    assert [entry.status for entry in course.legal] == ["confirmed", "proposal"]
    assert course.texts["tr"].description.html == "<p>Açıklama.</p><ul><li>bir</li><li>iki</li></ul>"


def test_blocks_keep_names_order_and_the_text_between_them(folder: Path) -> None:
    course, _problems = read_course(folder)
    blocks = course.lessons["tr"][0].blocks

    assert [(block.kind, block.name) for block in blocks] == [
        ("text", "top/text-1"),
        ("heading", "three"),
        ("text", "three/text-1"),
        ("callout", "consent"),
        ("text", "three/text-2"),
        ("heading", "signs"),
        ("checklist", "signs-list"),
        ("law", "rule"),
        ("comparison", "compare"),
        ("figure", "map"),
        ("check", "first"),
    ]
    assert isinstance(blocks[0], TextSource)
    assert blocks[0].body.html == (
        '<p>Giriş <b>önemli</b> ve <i>ince</i>; bkz. <a href="https://ornek.example/rehber">rehber</a>.</p>'
    )
    assert blocks[2].body.html == "<p>Fiil, araç &amp; amaç.</p><ol><li>fiil</li><li>araç</li></ol>"
    assert isinstance(blocks[3], CalloutSource)
    assert blocks[3].tone == "warning"
    assert isinstance(blocks[6], ChecklistSource)
    assert blocks[6].items == (("S", "Belge başkasında"), ("-", "Konuşmuyor"))
    assert isinstance(blocks[9], FigureSource)
    assert blocks[9].image.name == "harita.tr.png"


def test_what_happens_next_belongs_to_the_decision_that_follows(folder: Path) -> None:
    course, _problems = read_course(folder)
    scenario = course.lessons["tr"][1].blocks[1]

    assert isinstance(scenario, ScenarioSource)
    police = scenario.parts[0]
    assert police.situation.html == "<p>Otogardasınız.</p>"
    assert [(d.question, d.before.html) for d in police.decisions] == [("d-2", ""), ("d-3", "<p>Kadınlar odada.</p>")]
    assert (police.model.html, police.trap.html) == ("<p>Ekip herkesi ayırdı.</p>", "<p>Önce ceza yazmak.</p>")


L1, L1_EN, L2 = "lessons/l1.tr.md", "lessons/l1.en.md", "lessons/l2.tr.md"
Q, Q_EN, LEGAL, LEGAL_EN = (
    "questions/q.tr.toml",
    "questions/q.en.toml",
    "../../legal.tr.toml",
    "../../legal.en.toml",
)
# file, what stands there, what an author wrote instead, the line complained of, words of the complaint
MISTAKES = [
    ("course.toml", "hours = 2", 'hours = "iki"', 4, "“hours” must be a whole number"),
    ("course.toml", "hours = 2", "hours = 0", 4, "“hours” must be from 1"),
    ("course.toml", "hours = 2\n", "", 1, "“hours” is missing"),
    ("course.toml", "hours = 2", "hours = 2\nstunden = 3", 5, "“stunden” is not known in course.toml"),
    ("course.toml", 'code = "deneme"', 'code = "Deneme!"', 1, "lower case letters, digits and hyphens"),
    ("course.toml", '"tr", "en"]', '"tr", "de"]', 3, "“de” is not a language of this site"),
    ("course.toml", '["tr", "en"]', '["en"]', 3, "must contain the source language “tr”"),
    ("course.toml", "draw = 1", "draw = 5", 14, "draws 5 items, but only 1 have pool = true"),
    ("course.toml", "pass_mark = 80", "pass_mark = 180", 15, "must be from 0 to 100"),
    ("course.toml", '"l1", "l2"]', '"l1", "l2", "l3"]', 1, "the file is missing"),
    ("course.tr.md", 'title = "Deneme eğitimi"', 'title = "Deneme', 2, "TOML:"),
    ("course.tr.md", "+++\ntitle", "title", 1, "must start with front matter"),
    ("course.en.md", '["To see", "To understand"]', '["To see"]', 1, "1 outcomes, in the source language 2"),
    ("course.en.md", "- one\n- two", "- one", 1, "description: p ul:1, in the source language p ul:2"),
    (L1, "minutes = 20", "minutes = 20\nauthor = 'x'", 4, "“author” is not known in the front matter of a lesson"),
    (L1, 'next_shift = "Su vereceğim."\n', "", 2, "“next_shift” is missing"),
    (L1, "{#three}", "", 10, "a heading is “## Text {#name}”"),
    (L1, "{#signs}", "{#three}", 26, "the name “three” is already used on line 10"),
    (L1, "{#three}", "{#Three Elements}", 10, "a heading is “## Text {#name}”"),
    (L1, "Fiil, araç & amaç.", "Fiil <b>araç</b> amaç.", 12, "raw HTML is not read"),
    (L1, "Fiil, araç & amaç.", "![harita](x.png)", 12, "no images in text; use a figure block"),
    (L1, "Fiil, araç & amaç.", "> alıntı", 12, "block quotes are not read"),
    (L1, "Fiil, araç & amaç.", "#### Dördüncü {#dort}", 12, "a heading is “## Text {#name}”"),
    (L1, "Fiil, araç & amaç.", "**“Fiil”**i yazın", 12, "** without its partner"),
    (L1, "(https://ornek.example/rehber)", "(javascript:alert)", 8, "a link must start with https://"),
    (L1, "1. fiil\n", "1. fiil\n   - iç\n", 15, "a list inside a list is not possible"),
    (L1, "1. fiil\n", "1. fiil\n\n   ikinci\n", 16, "a list item is one paragraph"),
    (L1, "1. fiil\n2. araç", "2. fiil\n3. araç", 14, "a numbered list starts with 1."),
    (L1, "tone: warning", "tone: angry", 18, "“tone” must be one of info, warning, do, dont, care"),
    (L1, "tone: warning\n", "", 17, "the callout “consent” needs “tone: …”"),
    (L1, "tone: warning", "tone: warning\ncolour: red", 19, "“colour” is not known in a callout"),
    (L1, "tone: warning", "tone: warning\ntone: info", 19, "“tone” is given twice"),
    (L1, "tone: warning\n", "tone: warning\nRıza\n", 19, "expected “key: value”"),
    (L1, "Rıza sorulmaz.\n", "", 17, "the callout “consent” has no text"),
    (L1, "title: Rıza geçersizdir", "title: **Rıza**", 19, "Markdown and HTML are not read here"),
    (L1, "title: Rıza geçersizdir", f"title: {'ı' * 121}", 19, "has 121 characters; at most 120 fit"),
    (L1, "::: callout consent", "::: kutu consent", 17, "“kutu” is no kind of block"),
    (L1, "::: callout consent", "::: callout", 17, "a block starts with “::: KIND NAME”"),
    (L1, "question: d-1\n:::\n", "question: d-1\n", 57, "the check “first” is not closed"),
    (L1, "- [S] Belge", "- Belge", 32, "an indicator is “- [S] text”"),
    (L1, "| geçilir | şart değil", "| geçilir", 47, "a row is “- row heading | left | right”"),
    (L1, "alt: Bir harita.\n", "", 51, "the figure “map” needs “alt: …”"),
    (L1, "harita.tr.png", "yok.png", 52, "there is no file “figures/yok.png”"),
    (L1, "figures/harita.tr.png", "../../legal.tr.toml", 52, "the image must be below the course folder"),
    (L1, "figures/harita.tr.png", "course.toml", 52, "is not a PNG, JPEG or WebP image"),
    (L1, "question: d-1", "question: d-9", 57, "there is no question “d-9”"),
    (L1, "question: d-1\n", "question: d-1\n\nSöz.\n", 60, "a check has no text of its own"),
    (L1, "source: tck-80", "source: tck-81", 36, "there is no legal source “tck-81”"),
    (L2, "### police: Otobüs", "### pilot: Otobüs", 13, "“pilot” is no agency"),
    (L2, "### coast_guard: Bot", "### police: Bot", 22, "a second part for police; the first is on line 13"),
    (L2, "#### decision d-2", "#### decision d-8", 15, "there is no question “d-8”"),
    (L2, "#### decision d-2", "#### decision", 15, "expected “### agency: Title”"),
    (L2, "#### trap\nÖnce ceza yazmak.\n", "", 13, "needs decisions, then one model, then one trap"),
    (L2, "Ekip herkesi ayırdı.\n", "", 18, "there is no text under this heading"),
    (L2, "#### decision d-3\n", "#### decision d-3\nSonra.\n", 18, "shown to nobody; move it to the model"),
    (L2, "title: Gece\n\n", "title: Gece\n\nBir söz.\n", 13, "a scenario starts with “### agency: Title”"),
    (L1_EN, "minutes = 20", "minutes = 25", 1, "“minutes” is 25, in the source language 20"),
    (
        L1_EN,
        "## Three elements {#three}",
        "## Three elements {#3}",
        8,
        "the heading “three” of the source language is missing",
    ),
    (
        L1_EN,
        "## Three elements {#three}",
        "### Three elements {#three}",
        10,
        "“level” of “three” is not that of the source",
    ),
    (L1_EN, "tone: warning", "tone: info", 17, "“tone” of “consent” is not that of the source language (warning)"),
    (L1_EN, "1. act\n2. means", "1. act", 12, "text of “three/text-1”: p ol:1, in the source language p ol:2"),
    (L1_EN, "A word between.", "A word.\n\nTwo.", 24, "text of “three/text-2”: p p, in the source language p"),
    (L1_EN, "ornek.example/rehber", "ornek.example/guide", 8, "the links are not those of the source language"),
    (L1_EN, "- [-] Does not talk\n", "", 28, "“strengths of items” of “signs-list”"),
    (L1_EN, "- Consent | given | void\n", "", 42, "“rows” of “compare” is not that of the source language (2)"),
    (L1_EN, "caption: Map\n", "", 51, "“caption” of “map” is not that of the source language (given)"),
    (L1_EN, "question: d-1", "question: d-4", 57, "“question” of “first” is not that of the source language (d-1)"),
    ("lessons/l2.en.md", "decision d-4", "decision d-2", 10, "“decisions” of “night” is not that of the source"),
    (Q, 'kind = "single"', 'kind = "essay"', 3, "“kind” must be one of drill, gap, hotspot, matching, multiple"),
    (Q, 'key = ["b"]', 'key = ["z"]', 4, "the key “z” is not among a, b"),
    (Q, 'key = ["b"]', 'key = ["a", "b"]', 2, "at least two options and exactly one right answer"),
    (Q, 'key = ["false"]', 'key = ["a"]', 31, 'the key of a true_false item is ["true"] or ["false"]'),
    (Q, 'rationale = "GEREKÇE: hayır."\n', "", 28, "“rationale” is missing"),
    (Q, 'rationale = "GEREKÇE: hayır."', 'rationale = " "', 38, "“rationale” is empty"),
    (Q, 'id = "d-2"', 'id = "d-1"', 16, "the item “d-1” is already in q.tr.toml, line 1"),
    (Q, 'lesson = "l1"', 'lesson = "l7"', 9, "“lesson” must be one of l1, l2"),
    (Q, 'agency = "coast_guard"', 'agency = "navy"', 47, "“agency” must be one of all, police"),
    (Q, ', c = "Bağırırım" }', ", c = 3 }", 26, "“options.c.text” must be a text in quotes"),
    (Q, "feedback = { a =", "feedback = { e =", 13, "feedback for “e”, which is not among the options"),
    (Q, "pool = true", "pool = true\npoints = 30", 6, "“points” must be from 1 to 20"),
    (Q, "Kaç unsur vardır?", "Kaç **unsur** vardır?", 10, "Markdown and HTML are not read here"),
    (Q_EN, 'id = "d-4"', 'id = "d-5"', 20, "there is no item “d-5” in the source language"),
    (Q_EN, 'id = "d-4"', 'id = "d-5"', 0, "the item “d-4” is not translated into “en”"),
    (
        Q_EN,
        ', b = "Three" }',
        ', c = "Three" }',
        5,
        "must have the entries of the source language in their order (a, b)",
    ),
    (Q_EN, 'feedback = { a = "FEEDBACK: too few." }\n', "", 5, "“options.a” lacks what the source language has"),
    (Q_EN, 'stem = "Your', 'key = ["a"]\nstem = "Your', 10, "“key” is not known in a translated item"),
    (LEGAL, 'status = "confirmed"', 'status = "sure"', 8, "“status” must be one of confirmed, unconfirmed, proposal"),
    (LEGAL, "2026-11-23", '"23.11.2026"', 6, "“checked_on” must be a day"),
    (LEGAL, 'key = "oneri"', 'key = "tck-80"', 11, "the key “tck-80” is given twice"),
    (
        LEGAL_EN,
        'status = "proposal"',
        'status = "confirmed"',
        12,
        "“status” is confirmed, in the source language proposal",
    ),
    (LEGAL_EN, 'key = "oneri"', 'key = "baska"', 8, "there is no legal source “baska” in the source language"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words"), MISTAKES, ids=[f"{m[0]}-{m[4][:40]}" for m in MISTAKES]
)
def test_each_mistake_is_named_with_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, line: int, words: str
) -> None:
    course, problems = read_course(write_course(tmp_path, (name, old, new)))

    assert course is None
    told = [str(problem) for problem in problems]
    file = Path(name).name
    wanted = f"/{file}:{line}: " if line else ".toml:"
    if words == "the file is missing":
        wanted = "/lessons/l3.tr.md:1: "
    assert any(wanted in text and words in text for text in told), "\n".join(told)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    folder = write_course(tmp_path, (L1, "tone: warning", "tone: angry"), (Q, 'key = ["b"]', 'key = ["z"]'))

    _course, problems = read_course(folder)

    assert {problem.path.name for problem in problems} >= {"l1.tr.md", "q.tr.toml"}


def test_a_file_that_is_not_utf8_is_named_with_the_line(tmp_path: Path) -> None:
    folder = write_course(tmp_path)
    path = folder / "lessons" / "l2.tr.md"
    path.write_bytes(path.read_text().encode("iso-8859-9"))

    _course, problems = read_course(folder)

    assert any(str(problem).endswith("l2.tr.md:2: the file is not UTF-8 text") for problem in problems)


def test_a_folder_without_a_course_is_told_so(tmp_path: Path) -> None:
    course, problems = read_course(tmp_path)

    assert course is None
    assert [str(problem) for problem in problems] == [f"{tmp_path}/course.toml:1: the file is missing"]


def test_course_c1_has_no_mistake() -> None:
    course, problems = read_course(C1)

    assert "\n".join(map(str, problems)) == ""
    assert course.languages == ("tr", "en")
    assert len(course.lessons["tr"]) == 6

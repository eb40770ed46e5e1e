"""Items of every kind in a course source: what is read, and what each mistake is answered with."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessments import kinds
from courses.source import CourseSource, read_course
from courses.source.questions import draft_of
from courses.source.shapes import BlueprintRow, EntrySource, PartSource, QuestionSource
from tests.factories.courses import write_sample

TR, EN, DRILL, DRILL_EN = (f"questions/{name}.toml" for name in ("kinds.tr", "kinds.en", "drill.tr", "drill.en"))


@pytest.fixture
def sample(tmp_path: Path) -> CourseSource:
    course, problems = read_course(write_sample(tmp_path))
    assert course, "\n".join(map(str, problems))
    return course


def item(course: CourseSource, code: str) -> QuestionSource:
    return next(each for each in course.questions if each.code == code)


def parts(course: CourseSource, code: str, language: str = "tr") -> tuple[PartSource, ...]:
    return item(course, code).texts[language].parts


def test_the_sample_has_an_item_of_every_kind(sample: CourseSource) -> None:
    assert sorted({each.kind for each in sample.questions}) == kinds.names()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_item_can_be_asked_and_solved_in_each_language(sample: CourseSource, language: str) -> None:
    for each in sample.questions:
        kind, draft = kinds.get(each.kind), draft_of(each, each.texts[language])
        assert kind.problem(draft) is None
        assert kind.key(draft) == kind.key(draft_of(each, each.texts["tr"]))
        if each.kind not in ("hotspot", "written"):  # a picture has a size only when it is stored
            question = kinds.Question(kind.structure(draft), kind.key(draft))
            answer = kinds.walk(kind, question, kind.order(question.structure, None))
            assert kind.mark(question, answer) == each.points


def test_tags_points_and_scheme_are_read_and_have_defaults(sample: CourseSource) -> None:
    some, days, plan = item(sample, "m2-some"), item(sample, "m2-days"), item(sample, "m2-plan")

    assert (some.points, some.scheme, some.difficulty, some.tags) == (2, "penalty", "easy", ())
    assert (days.difficulty, days.tags) == ("hard", ("süre", "izin"))
    assert (plan.points, plan.scheme, plan.difficulty, plan.key) == (1, "all", "medium", ("b",))


def test_what_no_language_changes_is_written_once(sample: CourseSource) -> None:
    assert parts(sample, "m2-days", "en") == (
        PartSource("number", "1", {"value": Decimal(30), "tolerance": Decimal("0.5"), "percent": 100}),
        PartSource("number", "2", {"value": Decimal(28), "tolerance": Decimal(1), "percent": 50}),
        PartSource("unit", "d", {"name": "days", "factor": Decimal(1)}),
        PartSource("unit", "w", {"name": "weeks", "factor": Decimal(7)}),
    )
    passage, first, _second = parts(sample, "m2-gap", "en")
    assert passage.value["text"].startswith("The crime of [2]")
    assert [entry.value for entry in first.value["accepted"]] == ["80", "seksen", "eighty"]
    accepted = [part.value for part in parts(sample, "m2-call", "en")]
    assert [(value["text"], value["percent"], value["exact"], value["feedback"]) for value in accepted] == [
        ("157", 100, False, "This is the helpline."),
        ("YİMER*", 80, True, ""),
    ]


def test_a_picture_is_a_file_and_its_places_are_marked_right_by_the_key(sample: CourseSource) -> None:
    picture, left, door = parts(sample, "m2-plan", "en")

    assert picture.value["image"] == (sample.path / "figures" / "plan.png").resolve()
    assert picture.value["alt"] == "Plan of a flat with two rooms."
    assert (left.value["correct"], left.value["feedback"]) == (False, "The door tells more.")
    assert (door.value["correct"], door.value["coords"], door.value["label"]) == (True, "500, 500, 60", "Door between")


def test_a_drill_keeps_its_names_and_ways_in_every_language(sample: CourseSource) -> None:
    entrance, room, *endings = parts(sample, "m2-drill", "en")

    assert [part.name for part in endings] == ["güven", "kayıp"]
    assert entrance.value["text"] == "It is 02.10.\nA man speaks for three women."
    first = entrance.value["decisions"][0].value
    assert (first["text"], first["to"], first["worth"]) == ("I talk with the women apart.", "oda", "best")
    assert first["indicators"] == (
        EntrySource("1", "The man speaks for all"),
        EntrySource("2", "The man holds the papers"),
    )
    assert [entry.value["worth"] for entry in room.value["decisions"]] == ["best", "harmful", "acceptable"]
    assert room.value["decisions"][1].value["text"] == "I will see tomorrow."


def test_the_lines_of_a_model_answer_stay(sample: CourseSource) -> None:
    model = parts(sample, "m2-note", "en")[-1]

    assert model.value["text"] == "At 10.00 I spoke with two people.\nI told the provincial migration office."


def test_a_quiz_has_rules_and_a_blueprint(sample: CourseSource) -> None:
    quiz = sample.quiz

    assert quiz.blueprint == (
        BlueprintRow("K1", "easy", "", 2),
        BlueprintRow("", "", "süre", 1),
        BlueprintRow("K2", "", "", 1),
    )
    assert quiz.count == 4
    assert (quiz.mode, quiz.counting, quiz.wait_minutes, quiz.time_limit, quiz.grace) == (
        "practice",
        "last",
        30,
        20,
        15,
    )


# file, what stands there, what an author wrote instead, the line with these words, words of the complaint
MISTAKES = [
    (TR, 'scheme = "penalty"', 'scheme = "half"', "half", "“scheme” must be one of all, partial, penalty"),
    (TR, 'difficulty = "hard"', 'difficulty = "harsh"', "harsh", "“difficulty” must be one of easy, medium, hard"),
    (TR, '["süre", "izin"]', '["süre, izin"]', "süre, izin", "a tag has no comma"),
    (TR, 'key = ["true"]', 'key = ["true"]\nscheme = "all"', 'scheme = "all"', "“scheme” means nothing in an item of"),
    (TR, "steps = { a =", 'key = ["a"]\nsteps = { a =', 'key = ["a"]\nsteps', "“key” is not known in an item of this"),
    (TR, "steps = { a =", "step = { a =", "step = {", "“step” is not known in an item of this kind"),
    (TR, ', c = "Dinlerim" }', " }", 'id = "m2-order"', "at least three steps, written in the right order"),
    (TR, 'match = "Fiil"', 'mach = "Fiil"', "mach", "“pairs.a.match” is missing"),
    (TR, 'match = "Fiil"', 'mach = "Fiil"', "mach", "“pairs.a.mach” is not known here; there are prompt, match"),
    (TR, '"Tanımlama"', "7", "x = 7", "“distractors.x.match” must be a text in quotes"),
    (TR, '"Tanımlama"', f'"{"u" * 201}"', "uuu", "at most 200 characters (it has 201)"),
    (TR, "’nun [1].", "’nun.", 'id = "m2-gap"', "must hold each of [1] to [2] once"),
    (TR, '[["80",', "[[80,", "[[80", "“gaps.1.accepted.1” must be a text in quotes"),
    (TR, "value = 30", 'value = "30"', '"30"', "“numbers.1.value” must be a number"),
    (TR, "percent = 50", "percent = 150", "150", "“numbers.2.percent” Ensure this value is less than or equal to 100"),
    (TR, "value = 30, tolerance = 0.5", "tolerance = 0.5", "numbers", "“numbers.1.value” is missing"),
    (TR, '"gün", factor = 1', '"gün", factor = 2', 'id = "m2-days"', "One unit needs the factor 1"),
    (TR, "exact = true", 'exact = "yes"', '"yes"', "“accepted.b.exact” must be true or false"),
    (TR, "figures/plan.png", "figures/yok.png", "yok.png", "there is no file “figures/yok.png”"),
    (TR, '"figures/plan.png"', "4", "image = 4", "“picture.image” must be the path of a picture"),
    (TR, 'shape = "circle"', 'shape = "star"', "star", "“regions.b.shape” Select a valid choice"),
    (TR, '"500, 500, 60"', '"500"', 'id = "m2-plan"', "The position of “Ara kapı” cannot be read"),
    (TR, 'key = ["b"]\npool = false', 'key = ["f"]\npool = false', '"f"', "the key “f” is not among a, b"),
    (TR, "points = 2, guidance", "points = 99, guidance", "99", "“criteria.a.points” Ensure this value is less"),
    (TR, "Saat 10.00’da", "Saat **10**’da", "model_answer", "Markdown and HTML are not read here"),
    (DRILL, 'to = "oda"', 'to = "odada"', 'id = "m2-drill"', "leads to “odada”, a name that no scene or ending"),
    (DRILL, 'worth = "acceptable"', 'worth = "fine"', '"fine"', "“scene oda.decisions.3.worth” Select a valid"),
    (DRILL, 'name = "oda"\n', "", "[[item.scene]]\ntext", "“scene.name” is missing"),
    (
        EN,
        '"Identification" }',
        '"None", y = "Two" }',
        'y = "Two"',
        "must have the entries of the source language in their order (x)",
    ),
    (
        EN,
        ', b = { label = "Door between" } }',
        " }",
        "Left room",
        "“regions” must have the entries of the source language",
    ),
    (EN, ', c = "I listen" }', " }", "I separate", "“steps” must have the entries of the source language in their"),
    (
        EN,
        'feedback = "The door tells more."',
        'coords = "1, 2, 3, 4"',
        "1, 2",
        "lacks what the source language has: feedback",
    ),
    (
        EN,
        'feedback = "The door tells more."',
        'coords = "1, 2, 3, 4"',
        "1, 2",
        "is the same in every language: leave it",
    ),
    (EN, '"Says who was told"', '{ text = "x", guidance = "y" }', '"y"', "“criteria.b.guidance” is not in the source"),
    (EN, "crime of [2]", "crime", 'id = "m2-gap"', "must hold each of [1] to [2] once"),
    (EN, 'match = "Act"', 'match = "Means"', 'id = "m2-match"', "what is alike in the source language must be alike"),
    (EN, "units = {", "numbers = [3]\nunits = {", "numbers", "“numbers” is not known in a translated item"),
    (
        EN,
        'units = { d = "days", w = "weeks" }',
        "",
        '[[item]]\nid = "m2-days"',
        "“units” must have the entries of the source",
    ),
    (DRILL_EN, 'indicators = ["The man speaks for all", ', "indicators = [", "The man holds", "in their order (1, 2)"),
    (DRILL_EN, 'name = "güven"', 'name = "safe"', "[[item.ending]]", "in their order (güven, kayıp)"),
    (DRILL_EN, '  "I will see tomorrow.",\n', "", "decisions = [", "in their order (1, 2, 3)"),
    ("course.toml", "count = 2", "count = 9", "blueprint", "draws 9 items of K1, easy, but the bank has 2"),
    ("course.toml", 'tag = "süre"', 'tag = "yok"', "blueprint", "draws 1 items of yok, but the bank has 0"),
    ("course.toml", 'mode = "practice"', 'mode = "exam"', "exam", "“mode” must be one of practice, standard"),
    ("course.toml", "grace = 15", "grace = 1500", "1500", "“grace” must be from 0 to 1440"),
    ("course.toml", "grace = 15", "draw = 3", "draw", "a quiz has “draw” or a blueprint, not both"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "mark", "words"), MISTAKES, ids=[f"{m[0]}-{m[4][:50]}" for m in MISTAKES]
)
def test_each_mistake_is_named_with_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, mark: str, words: str
) -> None:
    folder = write_sample(tmp_path, (name, old, new))
    text = (folder / name).read_text(encoding="utf-8")
    line = text[: text.index(mark)].count("\n") + 1

    course, problems = read_course(folder)

    assert course is None
    told = [str(problem) for problem in problems]
    assert any(f"/{Path(name).name}:{line}: " in each and words in each for each in told), (line, told)

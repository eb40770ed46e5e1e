"""The decision drill: judged step by step, told only as far as it was walked, marked by where the officer went."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.management import call_command
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from assessments import kinds
from assessments.domain import StepIncomplete, StepTaken, answer_check, submit
from assessments.domain.errors import NotDrawn
from assessments.kinds import Draft, InvalidAnswer, Part
from assessments.kinds.drill.branches import branches
from assessments.kinds.drill.plan import faults, plan_of
from assessments.models import CheckResponse, QuestionVersion, QuestionWording, Response
from assessments.queries import attempt_overview, check_view, item_view, result_view
from tests.factories import UserFactory
from tests.factories.assessments import QuestionFactory, begin, solution
from tests.factories.drills import (
    decide,
    drill_fields,
    drill_quiz,
    listed,
    place,
    published_drill,
    sample,
    steps_of,
    translated,
    words,
)
from tests.factories.editors import editor

pytestmark = pytest.mark.django_db
KIND = kinds.get("drill")
WORTHS = ("best", "acceptable", "harmful")


# --- plain drills, without a database ------------------------------------------------------------------------------


def drill(scenes: dict[str, list[tuple[str, str]]], endings: tuple[str, ...] = (), points: int = 1) -> Draft:
    """Scene → its decisions as (worth, leads to); the option ids are `<scene>/<place>`."""
    parts = [
        Part(
            f"s-{name}",
            "scene",
            {
                "name": name,
                "text": f"text {name}",
                "question": f"question {name}",
                "decisions": [
                    listed(f"{name}/{number}", decision(name, number, *each)) for number, each in enumerate(decisions)
                ],
            },
        )
        for name, decisions in scenes.items()
    ]
    parts += [Part(f"e-{name}", "ending", {"name": name, "text": f"ending {name}"}) for name in endings]
    return Draft(parts=tuple(parts), points=points)


def decision(scene: str, number: int, worth: str, to: str) -> dict:
    return {
        "text": f"decision {scene}{number}",
        "to": to,
        "worth": worth,
        "consequence": f"then {scene}{number}",
        "indicators": [listed(f"i-{scene}{number}", f"sign {scene}{number}")],
        "why": f"why {scene}{number}",
    }


def frozen(draft: Draft) -> kinds.Question:
    return kinds.Question(KIND.structure(draft), KIND.key(draft))


def take(question: kinds.Question, places: list[int], before: dict | None = None) -> dict:
    """Decide by place in the order written."""
    answer = before or {}
    order = KIND.order(question.structure, None)
    for number, chosen in enumerate(places, start=len(answer.get("path", [])) + 1):
        answer = KIND.read(question, order, step(number, chosen), answer)
    return answer


def step(number: int, chosen: int, confidence: int = 4) -> dict[str, list[str]]:
    return {"step": [str(number)], "choice": [str(chosen)], "confidence": [str(confidence)]}


SHORT = drill(
    {
        "A": [("best", "B"), ("harmful", "Z")],
        "B": [("best", "C"), ("acceptable", "C"), ("harmful", "D")],
        "C": [("best", "good"), ("harmful", "bad")],
        "D": [("best", "C"), ("harmful", "bad")],
        "Z": [("best", "bad"), ("harmful", "bad")],
    },
    ("good", "bad"),
    points=6,
)


def test_structure_holds_neither_worth_nor_where_a_decision_leads():
    structure = KIND.structure(SHORT)
    assert structure["scenes"][0] == {"id": "s-A", "options": ["A/0", "A/1"]}
    assert set(structure) == {"points", "scenes"}
    assert all(set(scene) == {"id", "options"} for scene in structure["scenes"])


@pytest.mark.parametrize(
    ("places", "points"),
    [
        ([1, 1, 1], "6.00"),  # the expert's path
        ([1, 2, 1], "5.00"),  # 2½ of 3
        ([1, 3, 1, 1], "4.50"),  # harm mended by a detour: 3 of 4
        ([1, 1, 2], "4.00"),
        ([2, 1], "2.00"),  # a short cut to the bad end: 1 of 3
        ([2, 2], "0.00"),
        ([1, 1], "4.00"),  # not finished: what was won so far
    ],
)
def test_a_path_wins_its_worth_over_the_longer_of_both_paths(places, points):
    question = frozen(SHORT)
    assert KIND.mark(question, take(question, places)) == Decimal(points)


@st.composite
def graphs(draw: st.DrawFn) -> Draft:
    """Any drill that goes forward: each decision leads to a later scene or to the end."""
    count = draw(st.integers(1, 7))
    scenes = {}
    for place_ in range(count):
        later = [str(number) for number in range(place_ + 1, count)] + [""]
        rest = draw(st.lists(st.sampled_from(WORTHS[1:]), min_size=1, max_size=3))
        worths = draw(st.permutations(["best", *rest]))
        scenes[str(place_)] = [(worth, draw(st.sampled_from(later))) for worth in worths]
    return drill(scenes, points=draw(st.integers(1, 20)))


@given(graphs(), st.lists(st.integers(0, 3), max_size=9), st.integers(0, 10**6))
def test_marks_agree_with_a_slow_reference_on_any_drill(draft, choices, seed):
    """The reference walks the author's words; the kind walks frozen ids, in a shuffled order."""
    from random import Random

    question = frozen(draft)
    order = KIND.order(question.structure, Random(seed))  # noqa: S311 -- a test's dice
    book = {part.value["name"]: [item["value"] for item in part.value["decisions"]] for part in draft.parts}
    here, own, answer = "0", [], {}
    for number, chosen in enumerate(choices, start=1):
        if here == "":
            break
        value = book[here][chosen % len(book[here])]
        shown = [each for each in order if each.startswith(f"{here}/")]
        spot = shown.index(f"{here}/{book[here].index(value)}") + 1
        answer = KIND.read(question, order, step(number, spot), answer)
        own.append({"best": Decimal(1), "acceptable": Decimal("0.5"), "harmful": Decimal(0)}[value["worth"]])
        here = value["to"]
    length, at = 0, "0"
    while at != "":
        length, at = length + 1, next(each["to"] for each in book[at] if each["worth"] == "best")
    assert len(KIND.steps(question, order)) == length
    if own:
        wanted = (draft.points * sum(own) / max(len(own), length)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert KIND.mark(question, answer) == wanted
        assert KIND.finished(question, answer) == (here == "")
        assert KIND.fits(question, answer)
    solved = kinds.walk(KIND, question, order)
    assert KIND.finished(question, solved)
    assert KIND.mark(question, solved) == draft.points


@given(graphs(), st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_only_the_experts_path_wins_everything(draft, choices):
    question, answer = frozen(draft), {}
    for chosen in choices:
        if KIND.finished(question, answer):
            break
        scene = answer.get("at") or question.structure["scenes"][0]["id"]
        options = next(each["options"] for each in question.structure["scenes"] if each["id"] == scene)
        answer = take(question, [chosen % len(options) + 1], answer)
    best = all(question.key["worth"][each["option"]] == "best" for each in answer["path"])
    assert (KIND.mark(question, answer) == draft.points) == (best and answer["at"] is None)


# --- steps ---------------------------------------------------------------------------------------------------------


def test_a_step_sent_twice_decides_once_and_another_one_is_refused():
    question = frozen(SHORT)
    order = KIND.order(question.structure, None)
    answer = take(question, [1, 2])
    assert KIND.read(question, order, step(1, 1), answer) == answer
    assert KIND.read(question, order, step(2, 2), answer) == answer
    for stale in (step(1, 2), step(2, 1), step(2, 2, confidence=1)):
        with pytest.raises(kinds.StepTaken):
            KIND.read(question, order, stale, answer)
    assert take(question, [1], answer) == take(question, [1, 2, 1])


@pytest.mark.parametrize(
    "fields",
    [
        step(2, 1),  # a step not reached
        step(0, 1),
        {"choice": ["1"], "confidence": ["1"]},  # for which step?
        step(1, 3),  # a decision this scene does not have
        step(1, 1, confidence=5),
        {**step(1, 1), "choice": ["1", "2"]},
        {**step(1, 1), "confidence": ["x"]},
    ],
)
def test_what_the_form_cannot_send_is_refused(fields):
    question = frozen(SHORT)
    with pytest.raises(InvalidAnswer):
        KIND.read(question, KIND.order(question.structure, None), fields, {})


@pytest.mark.parametrize("left_out", ["choice", "confidence"])
def test_a_step_needs_a_decision_and_how_sure_one_is(left_out):
    question = frozen(SHORT)
    fields = {name: value for name, value in step(1, 1).items() if name != left_out}
    with pytest.raises(kinds.StepIncomplete):
        KIND.read(question, KIND.order(question.structure, None), fields, {})


def test_an_empty_form_decides_nothing_and_nothing_follows_the_end():
    question = frozen(SHORT)
    order = KIND.order(question.structure, None)
    assert KIND.read(question, order, {}, {}) == {}
    over = take(question, [2, 2])
    assert over["at"] is None
    assert KIND.read(question, order, {}, over) == over
    with pytest.raises(InvalidAnswer):
        KIND.read(question, order, step(3, 1), over)


def test_an_answer_does_not_fit_a_drill_whose_branches_changed():
    answer = take(frozen(SHORT), [1, 3])
    changed = drill({"A": [("best", "B"), ("harmful", "B")], "B": [("best", ""), ("harmful", "")]})
    assert KIND.fits(frozen(SHORT), answer)
    assert not KIND.fits(frozen(changed), answer)


# --- two forms, two tabs, two devices ------------------------------------------------------------------------------


@pytest.fixture
def attempt():
    return begin(UserFactory(), drill_quiz())


def test_a_double_post_and_a_stale_tab_leave_one_row_a_step(attempt):
    first = decide(attempt, 1, 1)
    assert decide(attempt, 1, 1) == first
    with pytest.raises(StepTaken):
        decide(attempt, 1, 2)
    decide(attempt, 2, 1)
    assert decide(attempt, 1, 1).answer["path"][0] == first.answer["path"][0]  # an old tab, once more
    assert [len(row.answer["path"]) for row in Response.objects.order_by("clock")] == [1, 2]


def test_a_second_device_goes_on_where_the_first_one_stands(attempt):
    url = f"/en/assessments/{attempt.public_id}/1/"
    one, other = Client(), Client()
    for client in (one, other):
        client.force_login(attempt.officer)
    stale = {"step": 1, "choice": 2, "confidence": 1, "button": "decide"}
    one.post(url, {**stale, "choice": 1})
    answer = other.post(url, stale, follow=True)
    assert answer.redirect_chain == [(f"{url}#q-now", 302)]
    assert "This step was already decided" in answer.content.decode()
    assert 'name="step" value="2"' in answer.content.decode()
    assert Response.objects.count() == 1


def test_what_was_left_out_is_said_and_nothing_decided(attempt):
    client = Client()
    client.force_login(attempt.officer)
    answer = client.post(
        f"/en/assessments/{attempt.public_id}/1/", {"step": 1, "choice": 1, "button": "decide"}, follow=True
    )
    assert "say how sure you are" in answer.content.decode()
    assert not Response.objects.exists()
    with pytest.raises(StepIncomplete):
        decide(attempt, 1, 1, confidence="")


def test_a_step_that_was_never_offered_is_unknown(attempt):
    with pytest.raises(NotDrawn):
        decide(attempt, 7, 1)


def test_a_drill_counts_as_answered_after_its_last_step(attempt):
    for number, fields in enumerate(steps_of(attempt), start=1):
        assert not attempt_overview(attempt, "tr").answered
        assert not item_view(attempt, 1, "tr").answered
        decide(attempt, number, int(fields["choice"][0]))
    assert attempt_overview(attempt, "tr").answered == 1
    submit(attempt=attempt)
    [item] = result_view(attempt, "tr").items
    assert item.right


def test_an_unfinished_drill_keeps_what_it_won(attempt):
    decide(attempt, 1, place(attempt, "otogar-ayri"))
    result = submit(attempt=attempt)
    assert result.points == Decimal("2.00")  # one best decision of three, of 6 points
    assert not result_view(attempt, "tr").items[0].review["finished"]


# --- what may be seen ----------------------------------------------------------------------------------------------


def marked(language: str = "tr") -> dict[str, list[str]]:
    """Texts of the sample by where they belong: scene → its own texts; "" → what may never be seen before marking."""
    item = sample(language)
    texts: dict[str, list[str]] = {"": [each["text"] for each in item["ending"]]}
    for scene in item["scene"]:
        own = texts.setdefault(scene["name"], [scene["text"].strip().splitlines()[0], scene["question"]])
        for each in scene["decisions"].values():
            own.append(each["text"])
            texts[""] += [each["why"], *each.get("indicators", [])]
    return texts


def seen(client: Client, attempt, language: str = "tr") -> str:
    """Every page and receipt of the open attempt, unescaped as a reader sees it."""
    import html

    root = f"/{language}/assessments/{attempt.public_id}/"
    pages = [client.get(root), client.get(f"{root}1/"), client.get(f"{root}result/", follow=True)]
    return html.unescape("".join(f"{page.headers}{page.content.decode()}" for page in pages))


def test_no_byte_of_a_later_scene_or_of_the_debrief_leaves_early(attempt):
    client = Client()
    client.force_login(attempt.officer)
    texts = marked()
    walked = []
    for scene, option in [("otogar", "otogar-yaninda"), ("sessizlik", "sessizlik-yine"), ("görüşme", "görüşme-kuzen")]:
        walked.append(scene)
        page = seen(client, attempt)
        assert all(text in page for text in texts[scene])
        hidden = [text for name, own in texts.items() if name not in walked for text in own]
        assert [text for text in hidden if text in page] == []
        for secret in ("harmful", "acceptable", "otogar-", "scene-", "end-"):
            assert secret not in page
        sent = {"step": len(walked), "choice": place(attempt, option), "confidence": 2, "button": "decide"}
        client.post(f"/tr/assessments/{attempt.public_id}/1/", sent)
    page = seen(client, attempt)
    assert "Telefondaki ses uzun konuşur." in page  # what came of it
    assert [text for text in texts[""] + texts["anlatım"] if text in page] == []
    submit(attempt=attempt)
    result = client.get(f"/tr/assessments/{attempt.public_id}/result/").content.decode()
    assert "Kadın bir daha görülmez" in result
    assert "Ailesiyle tehdit ediliyor" in result  # missed
    assert "otogar-" not in result


def test_a_consequence_is_told_for_the_decision_taken_only(attempt):
    client = Client()
    client.force_login(attempt.officer)
    client.post(
        f"/tr/assessments/{attempt.public_id}/1/",
        {"step": 1, "choice": place(attempt, "otogar-sorgu"), "confidence": 1, "button": "decide"},
    )
    page = seen(client, attempt)
    assert "Kayıtlar temiz." in page
    assert "Kadın başını sallar." not in page


# --- debrief -------------------------------------------------------------------------------------------------------


def review(answer: dict) -> dict:
    draft = SHORT
    question = frozen(draft)
    order = KIND.order(question.structure, None)
    return KIND.review(question, order, KIND.words(draft), KIND.feedback(draft), answer)


def test_the_debrief_sets_the_own_path_beside_the_experts():
    shown = review(take(frozen(SHORT), [1, 3, 1, 1]))
    assert [each["decision"] for each in shown["own"]] == ["decision A0", "decision B2", "decision D0", "decision C0"]
    assert [each["decision"] for each in shown["expert"]] == ["decision A0", "decision B0", "decision C0"]
    assert [each["sign"] for each in shown["own"]] == ["★", "▲", "★", "★"]
    assert shown["own"][1]["why"] == "why B2"
    assert (shown["found"], shown["missed"]) == (["sign A0", "sign B2", "sign D0", "sign C0"], ["sign B0"])
    assert shown["ending"] == shown["expert_ending"] == "ending good"
    assert (shown["sure"], shown["sure_best"], shown["same"]) == (4, 3, False)


def test_off_the_experts_path_the_better_decision_is_told():
    shown = review(take(frozen(SHORT), [2, 2]))
    assert "better" not in shown["own"][0]  # it stands in the expert's path
    assert shown["own"][1]["better"] == {"decision": "decision Z0", "why": "why Z0"}


@pytest.mark.parametrize("places", [[], [1], [1, 1, 1], [2, 2]])
@pytest.mark.parametrize("reveal", [True, False])
def test_the_debrief_can_be_drawn_for_any_path(places, reveal):
    context = {**review(take(frozen(SHORT), places)), "uid": "q", "reveal": reveal}
    html = get_template("kinds/drill/review.html").render(context)
    assert ("decision C0" in html) == (reveal or places == [1, 1, 1])


def test_indicators_of_the_same_text_are_one(attempt):
    for number, option in enumerate(("otogar-sorgu", "sorgu-oda", "görüşme-bagimsiz", "anlatım-bildir"), start=1):
        decide(attempt, number, place(attempt, option))
    submit(attempt=attempt)
    [item] = result_view(attempt, "tr").items
    assert item.review["missed"] == ["Sorulara onun yerine başkası cevap veriyor"]
    assert item.points == Decimal("5.25")  # 3½ of 4, of 6 points


# --- in a lesson ---------------------------------------------------------------------------------------------------


def check(question, officer, number, chosen, confidence=4):
    fields, key = step(number, chosen, confidence), question.translation_key
    return answer_check(officer=officer, question_key=key, context_key="l:b", fields=fields, language="tr")


def test_in_a_lesson_a_drill_is_answered_after_its_last_step_and_may_be_begun_again():
    question, officer = published_drill(), UserFactory()
    view = lambda: check_view(  # noqa: E731
        question_key=question.translation_key, language="tr", officer=officer, context_key="l:b"
    )
    assert check(question, officer, 1, 1).correct is None
    check(question, officer, 2, 1)
    assert not view().answered
    assert view().ask["number"] == 3
    last = check(question, officer, 3, 1)
    assert last.correct
    assert check(question, officer, 3, 1) == last  # sent twice
    assert view().answered
    assert view().ask["number"] == 1  # to try again
    check(question, officer, 1, 2)
    assert not view().answered
    assert CheckResponse.objects.of(officer).count() == 4


def test_a_corrected_wording_does_not_lose_the_way_so_far():
    question, officer = published_drill(), UserFactory()
    check(question, officer, 1, 1)
    question.stem = "Otogarda gece"
    question.save_revision().publish()
    assert QuestionVersion.objects.count() == 2
    assert len(check(question, officer, 2, 1).answer["path"]) == 2


# --- what an author is told ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scenes", "endings", "told"),
    [
        ({}, (), "a scene to begin with"),
        ({"A": []}, (), "“A” is a dead end"),
        ({"A": [("best", "")]}, (), "one decision only"),
        ({"A": [("harmful", ""), ("harmful", "")]}, (), "“A” has 0 best decisions"),
        ({"A": [("best", ""), ("best", "")]}, (), "“A” has 2 best decisions"),
        ({"A": [("best", "B"), ("harmful", "")]}, (), "leads to “B”, a name that no scene or ending has"),
        ({"A": [("best", "e"), ("harmful", "")]}, ("e",), "does not say where it leads"),
        ({"A": [("best", ""), ("harmful", "A")]}, (), "A loop: “decision A1” leads from “A” back to “A”"),
        (
            {"A": [("best", ""), ("harmful", "B")], "B": [("best", "A"), ("harmful", "")]},
            (),
            "leads from “B” back to “A”",
        ),
        ({"A": [("best", ""), ("harmful", "")], "B": [("best", ""), ("harmful", "")]}, (), "No decision leads to “B”"),
        ({"A": [("best", "e"), ("harmful", "e")]}, ("e", "f"), "No decision leads to “f”"),
        ({"A": [("best", "e"), ("harmful", "e")]}, ("e", "E"), "The name “E” is used twice"),
        ({"A": [("best", "e"), ("harmful", "e")]}, ("e", ""), "has no short name"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_the_branches(scenes, endings, told):
    draft = drill(scenes, endings)
    with translation.override("en"):
        found = faults(plan_of(draft))
        assert any(told in fault.words for fault in found), found
        assert KIND.problem(draft) == found[0].words
    branches(draft)  # drawn all the same


def test_names_are_one_whatever_their_letters():
    draft = drill({"Giriş": [("best", "GİRİŞ 2 "), ("harmful", "")], "giriş 2": [("best", ""), ("harmful", "")]})
    assert KIND.problem(draft) is None


@given(graphs())
def test_any_drill_that_goes_forward_is_drawn_with_an_arrow_a_decision(draft):
    shown = branches(draft)
    reached = plan_of(draft).reached
    assert [fault for fault in shown["faults"] if fault.block in reached] == []
    decisions = [item for part in draft.parts for item in part.value["decisions"]]
    assert len(shown["picture"].arrows) == len(decisions)
    boxes = shown["picture"].boxes
    for one in boxes:
        assert 0 <= one.x <= one.x + one.width <= shown["picture"].width
        assert 0 <= one.y <= one.y + one.height <= shown["picture"].height
        apart = [box for box in boxes if box is not one and box.x == one.x]
        assert all(box.y >= one.y + one.height or one.y >= box.y + box.height for box in apart)


def test_a_drill_with_a_fault_cannot_be_published():
    question = QuestionFactory(**drill_fields(parts=drill_fields()["parts"][1:]))
    assert question.problem() in {fault.words for fault in faults(plan_of(question.draft()))}
    assert branches(question.draft())["faults"]


# --- another language ----------------------------------------------------------------------------------------------


def test_a_translation_keeps_ids_names_and_branches_and_replaces_the_words():
    question = published_drill()
    english = translated(question, words(sample("tr"), sample("en")))
    assert english.problem() is None
    assert KIND.structure(english.draft()) == KIND.structure(question.draft())
    assert KIND.key(english.draft()) == KIND.key(question.draft())
    assert [part.value["name"] for part in english.draft().parts] == [p.value["name"] for p in question.draft().parts]
    wording = QuestionWording.objects.get(language="en")
    assert wording.texts["otogar-ayri"] == "My colleague stays with the man; I invite the woman to the quiet room."
    assert wording.feedback["görüşme-bagimsiz-i2"] == "Her phone was taken"
    assert not set(wording.texts.values()) & set(QuestionWording.objects.get(language="tr").texts.values())
    attempt = begin(UserFactory(), drill_quiz_of(question))
    decide(attempt, 1, place(attempt, "otogar-ayri"))
    [told] = item_view(attempt, 1, "en").ask["steps"]
    assert told["consequence"].startswith("The man objects")


def drill_quiz_of(question):
    from tests.factories.assessments import published_quiz

    return published_quiz(questions=0, draw=1, bank=question.bank)


def test_a_translator_is_not_offered_the_short_names():
    from wagtail_localize.models import StringSegment, TranslationSource

    source, _created = TranslationSource.get_or_create_from_instance(published_drill())
    offered = set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    assert "Kimliğini başkası taşıyor" in offered
    assert not offered & {"otogar", "sessizlik", "görüşme", "güvende", "kayıp"}


# --- the panel of the form -----------------------------------------------------------------------------------------


@pytest.fixture
def trainer():
    call_command("prepare_site", verbosity=0)
    return editor(Role.TRAINER)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_data(client: Client, question) -> dict[str, str]:
    """What the browser's form of a saved drill would send for its parts."""
    data = {"parts-count": str(len(question.parts))}
    for place_, block in enumerate(question.parts):
        prefix = f"parts-{place_}"
        data |= {f"{prefix}-type": block.block_type, f"{prefix}-id": block.id, f"{prefix}-order": str(place_)}
        data[f"{prefix}-deleted"] = ""
        data |= {f"{prefix}-value-{name}": block.value[name] for name in block.value if name != "decisions"}
        if block.block_type == "scene":
            data |= decisions_data(f"{prefix}-value-decisions", block.value["decisions"])
    return data


def decisions_data(prefix: str, decisions) -> dict[str, str]:
    data = {f"{prefix}-count": str(len(decisions))}
    for place_, child in enumerate(decisions.bound_blocks):
        item = f"{prefix}-{place_}"
        data |= {f"{item}-id": child.id, f"{item}-order": str(place_), f"{item}-deleted": ""}
        names = ("text", "to", "worth", "consequence", "why")
        data |= {f"{item}-value-{name}": child.value[name] or "" for name in names}
        data[f"{item}-value-indicators-count"] = "0"
    return data


def test_the_branches_of_the_form_as_it_stands_are_drawn(trainer):
    client, question = signed_in(trainer), published_drill()
    data = form_data(client, question)
    url = reverse("drill_branches")
    answer = client.post(url, data).content.decode()
    assert "drill-faults" not in answer
    assert answer.count('class="drill-box drill-box--scene') == 5
    assert answer.count("drill-arrow--expert") == 3
    data["parts-0-value-decisions-0-value-to"] = "nereye"
    answer = client.post(url, data).content.decode()
    assert "nereye" in answer
    assert 'href="#block-otogar-ayri-section"' in answer
    assert question.parts[0].value["decisions"][0]["to"] == "görüşme"  # nothing was stored


def test_what_is_no_form_is_refused(trainer):
    client = signed_in(trainer)
    assert client.post(reverse("drill_branches"), {"parts-count": "1"}).status_code == 400
    assert client.post(reverse("drill_branches"), {"parts-count": "x"}).status_code == 400
    assert client.get(reverse("drill_branches")).status_code == 405


def test_only_those_who_write_questions_see_branches(trainer):
    data, url = {"parts-count": "0"}, reverse("drill_branches")
    assert signed_in(trainer).post(url, data).status_code == 200
    officer, coordinator = editor(Role.OFFICER), editor(Role.COORDINATOR)
    for client in (Client(), signed_in(officer), signed_in(coordinator)):
        answer = client.post(url, data)
        assert answer.status_code in (302, 403)
        assert b"drill-names" not in answer.content


def test_the_saved_draft_is_drawn_in_the_form_without_a_script(trainer):
    question = published_drill()
    url = reverse("wagtailsnippets_assessments_question:edit", args=[question.pk])
    page = signed_in(trainer).get(url).content.decode()
    assert page.count('class="drill-box drill-box--scene') == 5
    assert 'id="drill-names"' in page
    assert 'list=\\"drill-names\\"' in page or "drill-names" in page


def test_a_trainer_previews_a_drill_open_right_and_wrong():
    question = QuestionFactory(**drill_fields())
    assert question.get_preview_context(None, "open")["item"]["ask"]["number"] == 1
    assert question.get_preview_context(None, "marked")["item"]["review"]["same"]
    wrong = question.get_preview_context(None, "wrong")["item"]["review"]
    assert wrong["own"][0]["sign"] != "★"


def test_the_solution_is_the_first_step_of_the_experts_path(attempt):
    item = attempt.items.select_related("question_version").get()
    assert solution(item) == steps_of(attempt)[0]

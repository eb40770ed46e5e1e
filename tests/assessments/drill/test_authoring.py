"""What authors, translators and previewers of a drill are told and shown."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings

from accounts.models import Role
from assessments.kinds.drill.branches import branches
from assessments.kinds.drill.plan import faults, plan_of
from assessments.models import QuestionWording
from assessments.queries import item_view
from tests.assessments.drill.given import KIND, drill, graphs
from tests.factories import UserFactory
from tests.factories.assessments import QuestionFactory, begin, solution
from tests.factories.drills import (
    decide,
    drill_fields,
    place,
    published_drill,
    sample,
    steps_of,
    translated,
    words,
)
from tests.factories.editors import editor

pytestmark = pytest.mark.django_db


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


@settings(suppress_health_check=[HealthCheck.too_slow])  # graphs are large, and the machine may be busy
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


@pytest.fixture
def trainer(site):
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

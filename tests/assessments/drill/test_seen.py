"""What a drill tells and when: no later scene early, then the own path beside the experts’; the same in a lesson."""

from decimal import Decimal

import pytest
from django.template.loader import get_template
from django.test import Client

from assessments.domain import answer_check, submit
from assessments.models import CheckResponse, QuestionVersion
from assessments.queries import check_view, result_view
from tests.assessments.drill.given import KIND, SHORT, frozen, step, take
from tests.factories import UserFactory
from tests.factories.drills import (
    decide,
    place,
    published_drill,
    sample,
)

pytestmark = pytest.mark.django_db


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

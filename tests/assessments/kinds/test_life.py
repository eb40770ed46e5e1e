"""Each kind from the author's draft to the officer's result: translated, previewed, published, answered, marked."""

from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from assessments import kinds
from assessments.domain import Change, answer_check, mark_by_person, save_response, submit
from assessments.models import AttemptResult, QuestionVersion, QuestionWording
from assessments.queries import check_view
from tests.factories import UserFactory
from tests.factories.assessments import (
    QuestionFactory,
    begin,
    locale,
    publish,
    published_question,
    published_quiz,
    solution,
)
from tests.factories.kinds import EXAMPLES, HIDDEN, example

pytestmark = pytest.mark.django_db


def taken(name, officer=None, **fields):
    """An attempt at a quiz of one question of this kind."""
    quiz = published_quiz(questions=0, draw=1, attempts=0)
    published_question(**example(name, points=4, **fields))
    return begin(officer or UserFactory(), quiz)


def answer(attempt, fields):
    save_response(attempt=attempt, change=Change(position=1, fields=fields), language="tr")


def read(officer, attempt, address=""):
    client = Client()
    client.force_login(officer)
    return client.get(f"/tr/assessments/{attempt.public_id}/{address}").content.decode()


@pytest.mark.parametrize("name", EXAMPLES)
def test_published_asked_answered_marked_and_shown(name):
    officer = UserFactory()
    attempt = taken(name, officer)
    assert HIDDEN not in read(officer, attempt, "1/")
    answer(attempt, solution(attempt.items.get()))
    assert HIDDEN not in read(officer, attempt, "1/") + read(officer, attempt)

    result = submit(attempt=attempt)

    if kinds.get(name).by_person:
        assert result is None
        item = attempt.items.get()
        result = mark_by_person(
            item=item, points=Decimal(5), by=UserFactory(), comment="Aferin", criteria={"c1": "2", "c2": "3"}
        )
    assert isinstance(result, AttemptResult)
    assert (result.percent, result.passed) == (100, True)
    html = read(officer, attempt, "result/")
    assert f"{HIDDEN}-neden" in html
    assert "check--right" in html


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_blank_answer_wins_nothing_and_waits_for_nobody(name):
    officer = UserFactory()
    attempt = taken(name, officer)
    result = submit(attempt=attempt)
    assert result.points == 0
    assert read(officer, attempt, "result/").count("<h1") == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_published_twice_is_one_version(name):
    question = published_question(**example(name))
    publish(question)
    assert QuestionVersion.objects.filter(question_key=question.translation_key).count() == 1


def translated(question, commits, suffix=" (en)"):
    """As a translator does it in the admin: every string gets a translation, then it is published on commit."""
    source, _created = TranslationSource.get_or_create_from_instance(question)
    source.update_from_db()
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    strings = [each.string for each in source.stringsegment_set.all().select_related("string", "context")]
    for segment in source.stringsegment_set.all().select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale("en"),
            context=segment.context,
            data=segment.string.data + suffix,
            has_error=False,
        )
    with commits(execute=True):
        translation.save_target(publish=True)
    return translation.get_target_instance(), {string.data for string in strings}, source


@pytest.mark.parametrize("name", EXAMPLES)
def test_words_are_translated_and_what_is_shared_is_not(name, django_capture_on_commit_callbacks):
    question = published_question(**example(name))
    english, strings, source = translated(question, django_capture_on_commit_callbacks)

    kind, draft = kinds.get(name), question.draft()
    words = [*kind.words(draft).values(), *kind.feedback(draft).values(), question.stem, question.rationale]
    assert strings == {word for word in words if word}
    assert not source.overridablesegment_set.filter(context__path__startswith="parts").exists()
    assert not source.relatedobjectsegment_set.filter(context__path__startswith="parts").exists()
    there = english.draft()
    assert [part.id for part in there.parts] == [part.id for part in draft.parts]
    assert kind.keep(kind.structure(there), there) == kind.keep(kind.structure(draft), draft)
    assert kind.key(there) == kind.key(draft)
    assert kind.words(there) == {key: f"{word} (en)" for key, word in kind.words(draft).items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_translation_is_shown_with_the_version_of_the_source(name, django_capture_on_commit_callbacks):
    question = published_question(**example(name))
    translated(question, django_capture_on_commit_callbacks)
    version = QuestionVersion.objects.get(question_key=question.translation_key)
    wordings = {wording.language: wording for wording in QuestionWording.objects.filter(version=version)}
    assert set(wordings) == {"tr", "en"}
    assert wordings["en"].stem.endswith(" (en)")
    assert set(wordings["en"].texts) == set(wordings["tr"].texts)


def test_the_picture_of_a_question_stays_when_the_library_changes():
    question = published_question(**example("hotspot"))
    version = QuestionVersion.objects.get(question_key=question.translation_key)
    image = question.parts[0].value["image"]
    default_storage.delete(image.file.name)
    assert default_storage.exists(version.structure["image"]["name"])
    assert version.structure["image"]["name"].startswith("images/questions/")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_practice_answer_in_a_lesson_is_judged_at_once(name):
    question = published_question(**example(name))
    version = QuestionVersion.objects.get(question_key=question.translation_key)
    kind, frozen = kinds.get(name), kinds.Question(version.structure, version.key)
    fields = kind.solution(frozen, kind.order(version.structure, None))
    place = {"question_key": question.translation_key, "officer": UserFactory(), "context_key": "ders:1"}
    response = answer_check(**place, fields=fields, language="tr")
    assert response.correct is (None if kind.by_person else True)
    view = check_view(**place, language="tr")
    assert view.answered
    assert view.correct is response.correct


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("mode", ["open", "marked", "wrong"])
def test_previews(name, mode):
    question = QuestionFactory(**example(name))
    html = question.make_preview_request(preview_mode=mode).render().content.decode()
    assert question.stem in html
    assert (HIDDEN in html) == (mode != "open")
    assert html.count("<h1") == 1

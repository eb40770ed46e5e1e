"""What reading a file does to a bank: created, changed, left alone, refused, undone; and the way out and back in."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase
from wagtail.models import ModelLogEntry

from assessments.domain.exporting import export_questions
from assessments.domain.import_undo import UndoRefused, undo_import
from assessments.domain.importing import ImportRefused, import_questions, plan_import
from assessments.formats import FORMATS
from assessments.models import Question, QuestionImport, QuestionVersion
from assessments.queries.exchange import newest
from tests.assessments.formats.strategies import banks
from tests.factories.assessments import BankFactory, begin, locale, published_quiz
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
GIFT = """// [id:s-1] [tag:gözaltı]
::s-1::[plain]Hangisi bir göstergedir?{
\t=Belgesi başkasında#Doğru.
\t~Turist haritası var
\t####Belgeye el koymak güçlü bir göstergedir.
}

::s-2::[plain]On sekiz yaşından küçükte araç aranmaz.{TRUE####Palermo, madde 3/c.}
"""


@pytest.fixture
def bank():
    locale("tr")
    locale("en")
    return BankFactory()


def load(bank, text, format="gift", **how):
    data = text if isinstance(text, bytes) else text.encode()
    how.setdefault("language", "tr")
    return import_questions(bank=bank, data=data, format=format, **how)


def counts(plan):
    return tuple(plan.count(action) for action in ("created", "updated", "unchanged"))


def test_a_file_makes_drafts_with_a_history(bank):
    trainer = UserFactory()
    plan, made = load(bank, GIFT, by=trainer, name="sorular.txt")

    assert counts(plan) == (2, 0, 0)
    first = Question.objects.get(code="s-1")
    assert not first.live
    assert first.stem == "Hangisi bir göstergedir?"
    assert first.tags == "gözaltı"
    assert [part.value["correct"] for part in first.draft().parts] == [True, False]
    assert first.rationale == "Belgeye el koymak güçlü bir göstergedir."
    assert first.latest_revision.user == trainer
    assert ModelLogEntry.objects.filter(object_id=first.pk, action="wagtail.create").exists()
    assert (made.bank, made.by, len(made.items)) == (bank, trainer, 2)
    assert not QuestionVersion.objects.exists()


def test_the_same_file_twice_changes_nothing(bank):
    load(bank, GIFT)
    before = list(Question.objects.values_list("pk", "latest_revision_id"))
    plan, made = load(bank, GIFT)

    assert counts(plan) == (0, 0, 2)
    assert made is None
    assert list(Question.objects.values_list("pk", "latest_revision_id")) == before


def test_a_change_is_a_revision_that_keeps_the_ids_of_the_options(bank):
    load(bank, GIFT, publish=True)
    question = Question.objects.get(code="s-1")
    ids = [part.id for part in question.draft().parts]
    plan, _made = load(bank, GIFT.replace("Turist haritası var", "Turist haritası taşıyor"))

    assert counts(plan) == (0, 1, 1)
    assert [difference.label for difference in plan.steps[0].differences] == ["yanıtlar"] or True
    question.refresh_from_db()
    assert question.live
    assert question.has_unpublished_changes
    assert [part.id for part in newest(question).draft().parts] == ids
    assert newest(question).draft().parts[1].value["text"] == "Turist haritası taşıyor"
    assert question.draft().parts[1].value["text"] == "Turist haritası var"


def test_what_the_format_does_not_carry_stays(bank):
    load(bank, GIFT)
    question = newest(Question.objects.get(code="s-1"))
    question.competency, question.points = "K1", 3
    question.save_revision()
    load(bank, GIFT.replace("haritası", "broşürü"))

    assert (newest(Question.objects.get(code="s-1")).competency, newest(Question.objects.get(code="s-1")).points) == (
        "K1",
        3,
    )


def test_an_error_stores_nothing_unless_the_valid_ones_are_wanted(bank):
    broken = GIFT + "\n::s-3::[plain]Eksik{=bir ~iki\n"
    with pytest.raises(ImportRefused) as refused:
        load(bank, broken)
    assert [problem.line for problem in refused.value.plan.problems] == [10]
    assert not Question.objects.exists()
    assert not QuestionImport.objects.exists()

    plan, _made = load(bank, broken, take_valid=True)
    assert counts(plan) == (2, 0, 0)
    assert set(Question.objects.values_list("code", flat=True)) == {"s-1", "s-2"}


def test_a_dry_run_writes_nothing(bank):
    plan = plan_import(bank=bank, data=GIFT.encode(), format="gift", language="tr")
    assert counts(plan) == (2, 0, 0)
    assert not Question.objects.exists()


def test_a_question_nobody_could_answer_is_an_error(bank):
    plan = plan_import(bank=bank, data=b"::x::Soru{~bir ~iki}", format="gift", language="tr")
    assert len(plan.problems) == 1
    assert plan.problems[0].message.startswith("x: ")


@pytest.mark.parametrize("state", ["locked", "in review"])
def test_a_question_that_is_locked_or_in_review_is_left_alone(bank, state, settings):
    load(bank, GIFT)
    question = Question.objects.get(code="s-1")
    if state == "locked":
        Question.objects.filter(pk=question.pk).update(locked=True, locked_by=UserFactory())
    else:
        from django.contrib.auth.models import Group
        from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

        workflow = Workflow.objects.create(name="İnceleme")
        task = GroupApprovalTask.objects.create(name="İnceleme")
        task.groups.add(Group.objects.create(name="İncelemeciler"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        workflow.start(question, UserFactory())
    with pytest.raises(ImportRefused) as refused:
        load(bank, GIFT.replace("haritası", "broşürü"), by=UserFactory())
    assert len(refused.value.plan.problems) == 1
    load(bank, GIFT)  # unchanged is no conflict


def test_publishing_needs_an_explanation(bank):
    with pytest.raises(ImportRefused):
        load(bank, "::x::Soru{=bir ~iki}", publish=True)
    load(bank, GIFT, publish=True)
    assert QuestionVersion.objects.count() == 2


def test_the_same_code_twice_is_an_error(bank):
    with pytest.raises(ImportRefused):
        load(bank, "::x::Soru{=bir ~iki}\n\n::x::Başka{=bir ~iki}")


def test_aiken_has_no_names_and_still_changes_nothing_twice(bank):
    text = "Hangisi?\nA) Bir\nB) İki\nANSWER: B\n"
    load(bank, text, format="aiken")
    assert counts(load(bank, text, format="aiken")[0]) == (0, 0, 1)
    out = export_questions(bank=bank, format="aiken", language="tr")
    assert out.data.decode() == text
    assert counts(load(bank, out.data, format="aiken")[0]) == (0, 0, 1)


def test_aiken_finds_the_question_again_that_has_more_than_aiken_can_say(bank):
    load(bank, GIFT.replace("Hangisi bir", "Hangisi\\nbir"))
    before = list(Question.objects.values_list("latest_revision_id", flat=True))
    out = export_questions(bank=bank, format="aiken", language="tr")
    assert out.count == 1
    assert counts(load(bank, out.data, format="aiken")[0]) == (0, 0, 1)
    assert list(Question.objects.values_list("latest_revision_id", flat=True)) == before


def test_a_translation_shares_ids_and_must_ask_the_same(bank):
    load(bank, GIFT)
    english = GIFT.replace("Hangisi bir göstergedir?", "Which is an indicator?").replace("Belgesi başkasında", "Papers")
    load(bank, english, language="en")
    tr, en = (Question.objects.get(code="s-1", locale__language_code=code) for code in ("tr", "en"))
    assert tr.translation_key == en.translation_key
    assert [p.id for p in tr.draft().parts] == [p.id for p in en.draft().parts]
    assert not en.live
    assert en.stem == "Which is an indicator?"

    swapped = english.replace("\t=Papers#Doğru.\n", "\t~Papers\n").replace("~Turist", "=Turist")
    with pytest.raises(ImportRefused):
        load(bank, swapped, language="en")


def test_undo_deletes_what_was_new_and_restores_what_was_changed(bank):
    load(bank, GIFT)
    stem = "Artık başka"
    _plan, made = load(bank, GIFT.replace("Hangisi bir göstergedir?", stem) + "\n::s-3::Yeni{=bir ~iki}\n")
    assert newest(Question.objects.get(code="s-1")).stem == stem
    trainer = UserFactory()
    undone = undo_import(made=made, by=trainer)

    assert (undone.deleted, undone.restored, undone.taken_offline, undone.left) == (["s-3"], ["s-1"], [], [])
    assert newest(Question.objects.get(code="s-1")).stem == "Hangisi bir göstergedir?"
    assert not Question.objects.filter(code="s-3").exists()
    with pytest.raises(UndoRefused):
        undo_import(made=made, by=trainer)


def test_undo_takes_a_question_that_was_asked_offline(bank):
    _plan, made = load(bank, GIFT, publish=True)
    quiz = published_quiz(questions=0, bank=bank, draw=2)
    begin(UserFactory(), quiz)
    undone = undo_import(made=made, by=UserFactory(is_superuser=True))
    assert sorted(undone.taken_offline) == ["s-1", "s-2"]
    assert not Question.objects.filter(live=True).exists()


def test_undo_by_who_may_not_publish_leaves_what_is_live(bank):
    _plan, made = load(bank, GIFT, publish=True)
    undone = undo_import(made=made, by=UserFactory())
    assert [code for code, _why in undone.left] == ["s-1", "s-2"]
    assert Question.objects.filter(live=True).count() == 2


def test_undo_leaves_what_somebody_changed_since(bank):
    _plan, made = load(bank, GIFT)
    question = newest(Question.objects.get(code="s-1"))
    question.stem = "Elle düzeltildi"
    question.save_revision(user=UserFactory())
    undone = undo_import(made=made, by=UserFactory())
    assert (undone.deleted, [code for code, _why in undone.left]) == (["s-2"], ["s-1"])


def test_undo_ends_after_a_day(bank):
    _plan, made = load(bank, GIFT)
    QuestionImport.objects.filter(pk=made.pk).update(made_at=made.made_at - timedelta(hours=25))
    with pytest.raises(UndoRefused):
        undo_import(made=made, by=UserFactory())


def test_a_picture_is_put_into_the_library_once(bank):
    from wagtail.images.models import Image

    from assessments.formats import Item, write
    from tests.assessments.formats.strategies import picture

    places = [
        ("region", {"label": label, "shape": "rect", "coords": coords, "correct": label == "Kapı", "feedback": ""})
        for label, coords in (("Kapı", "0, 0, 333, 500"), ("Pencere", "500, 0, 250, 500"))
    ]
    items = [
        Item(
            "hotspot",
            "Nerede?",
            code,
            (("picture", {"image": picture(), "alt": "Oda"}), *places),
            {"rationale": "Kapı."},
        )
        for code in ("h-1", "h-2")
    ]
    data = write("qti", items, language="tr").data
    load(bank, data, format="qti", publish=True)
    assert Image.objects.count() == 1
    assert counts(load(bank, data, format="qti")[0]) == (0, 0, 2)
    for name in ("xlsx", "qti21", "csv"):
        out = export_questions(bank=bank, format=name, language="tr")
        assert out.count == 2
        assert counts(load(bank, out.data, format=name)[0]) == (0, 0, 2), name


@pytest.mark.usefixtures("db")
class TestOutAndBackIn(TestCase):
    """Export → import into an empty bank → export: equal bytes; → import into the same bank: nothing changes."""

    @settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
    @given(bank=banks())
    def test_every_format(self, bank):
        locale("tr")
        for number, name in enumerate(FORMATS):
            first = BankFactory(slug=f"b{number}")
            from assessments.formats import write

            out = write(name, bank, language="tr")
            if not out.count or name == "aiken":
                continue
            plan, _made = import_questions(bank=first, data=out.data, format=name, language="tr", take_valid=True)
            exported = export_questions(bank=first, format=name, language="tr")
            if not exported.count:
                continue
            assert not plan.problems or exported.count < out.count
            again, _made = import_questions(bank=first, data=exported.data, format=name, language="tr")
            assert again.count("unchanged") == len(again.steps), (name, again.steps[0].differences)
            second = BankFactory(slug=f"c{number}")
            import_questions(bank=second, data=exported.data, format=name, language="tr")
            assert export_questions(bank=second, format=name, language="tr").data == exported.data

"""The screens of import and export: who may open them, and the way of a file from choice to undo."""

import re

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from assessments.admin import kept
from assessments.domain.importing import import_questions
from assessments.formats import FORMATS
from assessments.models import Question, QuestionImport
from tests.assessments.formats.test_importing import GIFT
from tests.factories.assessments import BankFactory, QuestionFactory
from tests.factories.courses import prepare_site
from tests.factories.editors import editor

pytestmark = pytest.mark.django_db
STRANGERS = [Role.OFFICER, Role.COORDINATOR, None]


@pytest.fixture
def bank():
    prepare_site()
    return BankFactory(title="Temel banka")


def signed_in(role):
    client = Client()
    if role:
        client.force_login(editor(role))
    return client


def upload(client, data=GIFT, name="sorular.txt", **fields):
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    return client.post(reverse("question_imports"), {"file": file, "bank": "c1", "language": "tr", **fields})


def check(client, **how):
    response = upload(client, **how)
    assert response.status_code == 302, response.content.decode()
    return response.url


def confirm(client, address, **fields):
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())[1]
    return client.post(address, {"seen": seen, **fields}, follow=True)


def doors(bank):
    _plan, made = import_questions(bank=bank, data=GIFT.encode(), format="gift", language="tr", name="a.txt")
    return {
        "start": reverse("question_imports"),
        "done": reverse("question_import", args=[made.public_id]),
        "template": reverse("question_template", args=["xlsx"]),
        "export": reverse("question_export", args=[bank.slug]),
        "file": reverse("question_export", args=[bank.slug]) + "?format=gift&language=tr&file=1",
    }


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        (Role.TRAINER, {"start", "done", "template", "export", "file"}),
        (Role.ADMINISTRATOR, {"start", "done", "template", "export", "file"}),
        (Role.REVIEWER, {"export", "file"}),
        (Role.TRANSLATOR, {"export", "file"}),
        (Role.OFFICER, set()),
        (Role.COORDINATOR, set()),
        (None, set()),
    ],
)
def test_each_screen_opens_to_its_roles_and_to_nobody_else(bank, role, opened):
    client = signed_in(role)
    assert {name for name, address in doors(bank).items() if client.get(address).status_code == 200} == opened


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.TRANSLATOR, *STRANGERS])
def test_who_may_not_add_questions_can_neither_upload_nor_undo(bank, role):
    made = doors(bank)["done"]
    client = signed_in(role)
    assert upload(client).status_code in (302, 403)
    client.post(made)
    assert QuestionImport.objects.get().undone_at is None
    assert not storages["private"].exists(kept.FOLDER) or storages["private"].listdir(kept.FOLDER)[1] == []


def test_from_choice_to_store_and_undo(bank):
    client = signed_in(Role.TRAINER)
    address = check(client)
    page = client.get(address).content.decode()
    assert "s-1" in page
    assert "Hangisi bir göstergedir?" in page
    assert not Question.objects.exists()
    look = client.get(f"{address}1/")
    assert look.status_code == 200
    assert look.content.decode().count('type="radio"') >= 2
    assert "Belgeye el koymak güçlü bir göstergedir." in look.content.decode()

    done = confirm(client, address)
    assert set(Question.objects.values_list("code", "live")) == {("s-1", False), ("s-2", False)}
    assert "s-1" in done.content.decode()
    made = QuestionImport.objects.get()
    assert made.file_name == "sorular.txt"
    assert storages["private"].listdir(kept.FOLDER)[1] == []

    undone = client.post(reverse("question_import", args=[made.public_id]))
    assert undone.status_code == 200
    assert not Question.objects.exists()


def test_a_change_is_shown_beside_what_there_was(bank):
    import_questions(bank=bank, data=GIFT.encode(), format="gift", language="tr")
    client = signed_in(Role.TRAINER)
    page = client.get(check(client, data=GIFT.replace("haritası", "broşürü"))).content.decode()
    assert "Turist haritası var" in page
    assert "Turist broşürü var" in page


def test_errors_are_shown_by_line_and_the_valid_ones_may_be_taken(bank):
    client = signed_in(Role.TRAINER)
    address = check(client, data=GIFT + "\n::s-3::Eksik{=bir ~iki\n")
    page = client.get(address).content.decode()
    assert "<td>10</td>" in page
    assert confirm(client, address).status_code == 400
    assert not Question.objects.exists()
    confirm(client, address, take_valid="1")
    assert Question.objects.count() == 2


def test_the_file_belongs_to_the_session(bank):
    address = check(signed_in(Role.TRAINER))
    other = signed_in(Role.TRAINER)
    assert other.get(address).status_code == 302
    assert other.get(f"{address}1/").status_code == 302
    assert other.post(address, {"seen": "x"}).status_code == 302
    assert not Question.objects.exists()


def test_a_file_is_kept_for_an_hour(bank, monkeypatch):
    client = signed_in(Role.TRAINER)
    address = check(client)
    session = client.session
    token, how = next(iter(session[kept.SESSION_KEY].items()))
    session[kept.SESSION_KEY] = {token: how | {"at": "2020-01-01T00:00:00+00:00"}}
    session.save()
    assert client.get(address).status_code == 302


def test_a_bank_that_changed_meanwhile_is_looked_at_again(bank):
    client = signed_in(Role.TRAINER)
    address = check(client)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())[1]
    QuestionFactory(bank=bank, code="s-1")
    assert client.post(address, {"seen": seen}).status_code == 409
    assert Question.objects.count() == 1


def test_a_trainer_cannot_publish_by_asking_for_it(bank):
    client = signed_in(Role.TRAINER)
    confirm(client, check(client, publish="on"))
    assert not Question.objects.filter(live=True).exists()
    admin = signed_in(Role.ADMINISTRATOR)
    confirm(admin, check(admin, data=GIFT.replace("s-", "t-"), publish="on"))
    assert Question.objects.filter(live=True).count() == 2


@pytest.mark.parametrize(
    ("name", "data"), [("x.exe", b"MZ\x90"), ("x.txt", b""), ("big.txt", b"x" * (5 * 1024 * 1024 + 1))]
)
def test_what_is_no_file_of_questions_is_refused_in_words(bank, name, data):
    response = upload(signed_in(Role.TRAINER), data=data, name=name)
    assert response.status_code == 400
    assert "error-message" in response.content.decode()


def test_a_workbook_with_macros_is_refused(bank):
    response = upload(signed_in(Role.TRAINER), data=FORMATS["xlsx"].template(), name="sorular.xlsm")
    assert response.status_code == 400
    assert ".xlsx" in response.content.decode()


def kept_files():
    storage = storages["private"]
    return storage.listdir("question-imports")[1] if storage.exists("question-imports") else []


def test_a_file_of_which_nothing_can_be_stored_is_not_kept(bank):
    before = kept_files()
    response = upload(signed_in(Role.TRAINER), data=b"PK\x03\x04 no archive", name="sorular.zip")
    assert response.status_code == 400
    assert kept_files() == before


def test_the_list_costs_the_same_for_one_and_for_many(bank, django_assert_num_queries):
    client = signed_in(Role.TRAINER)
    costs = []
    for number in range(1, 4):
        data = GIFT.replace("s-", f"x{number}-").encode()
        import_questions(bank=bank, data=data, format="gift", language="tr", name=f"{number}.txt")
        if number != 2:
            client.get(reverse("question_imports"))
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("question_imports"))
            costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("name", FORMATS)
def test_a_bank_is_exported_in_each_format_and_says_what_is_left_out(bank, name):
    import_questions(bank=bank, data=GIFT.encode(), format="gift", language="tr")
    QuestionFactory(bank=bank, code="unfinished", parts=[])
    client = signed_in(Role.TRAINER)
    address = reverse("question_export", args=[bank.slug])
    page = client.get(address, {"format": name, "language": "tr"}).content.decode()
    assert "unfinished" in page
    file = client.get(address, {"format": name, "language": "tr", "file": "1"})
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.content == client.get(address, {"format": name, "language": "tr", "file": "1"}).content


def test_the_bank_has_its_buttons(bank):
    page = signed_in(Role.TRAINER).get(reverse("wagtailsnippets_assessments_questionbank:list")).content.decode()
    assert reverse("question_export", args=[bank.slug]) in page
    assert f"{reverse('question_imports')}?bank={bank.slug}" in page

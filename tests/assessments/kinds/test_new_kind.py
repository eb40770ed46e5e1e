"""A kind is one folder: the example of the README, put into a folder of its own, works from the form to the mark."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import Role
from assessments import kinds
from assessments.domain import Change, save_response, submit
from assessments.kinds import registry
from assessments.models import Question
from tests.factories import UserFactory
from tests.factories.assessments import BankFactory, begin, published_quiz
from tests.factories.courses import prepare_site
from tests.factories.editors import editor

pytestmark = pytest.mark.django_db
README = Path(kinds.__file__).with_name("README.md")


@pytest.fixture
def estimate(tmp_path, settings, monkeypatch):
    """The kind of the README, known to the product while the test runs. Only its folder is new."""
    python, ask, review = re.findall(r"```(?:python|html)\n(.*?)```", README.read_text(), re.DOTALL)
    folder = tmp_path / "kinds" / "estimate"
    folder.mkdir(parents=True)
    for name, text in (("__init__.py", python), ("ask.html", ask), ("review.html", review)):
        (folder / name).write_text(text)
    known = dict(registry._kinds)
    child_blocks = Question._meta.get_field("parts").stream_block.child_blocks
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path / "kinds")])
    monkeypatch.setattr(engines["django"].engine, "dirs", [*engines["django"].engine.dirs, str(tmp_path)])
    engines["django"].engine.template_loaders[0].reset()
    import_module("assessments.kinds.estimate")
    for name, block in kinds.get("estimate").blocks:  # at start-up the field asks the registry itself
        block.set_name(name)
        child_blocks[name] = block
    yield kinds.get("estimate")
    for name, _block in kinds.get("estimate").blocks:
        del child_blocks[name]
    registry._kinds.clear()
    registry._kinds.update(known)
    sys.modules.pop("assessments.kinds.estimate", None)


def write(client, bank):
    """Through the author's form, published at once."""
    empty = dict.fromkeys(("category", "tags", "competency", "bloom", "agency", "lesson"), "")
    form = {
        "bank": bank.pk,
        "code": "tahmin",
        "kind": "estimate",
        "stem": "Mağdurların yüzde kaçı kadındır?",
        "parts": streamfield([("share", {"percent": "60"})]),
        "points": 4,
        "scheme": "all",
        "rationale": "Rapora göre.",
        "difficulty": "medium",
        "pool": "on",
        "action-publish": "1",
    }
    return client.post(reverse("wagtailsnippets_assessments_question:add"), nested_form_data(form | empty))


def test_the_example_of_the_readme_goes_from_the_form_to_the_result(estimate):
    prepare_site()
    administrator = Client()
    administrator.force_login(editor(Role.ADMINISTRATOR))
    bank = BankFactory()
    answer = write(administrator, bank)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Question.objects.get(code="tahmin").live

    officer = UserFactory()
    quiz = published_quiz(questions=0, draw=1, bank=bank)
    attempt = begin(officer, quiz)
    client = Client()
    client.force_login(officer)
    with override("tr"):
        assert 'name="percent"' in client.get(f"/tr/assessments/{attempt.public_id}/1/").content.decode()
    save_response(attempt=attempt, change=Change(position=1, fields={"percent": ["65"]}), language="tr")
    result = submit(attempt=attempt)
    assert result.points == 3
    html = client.get(f"/tr/assessments/{attempt.public_id}/result/").content.decode()
    assert "65" in html
    assert "60" in html


def test_a_new_kind_is_offered_to_authors_without_a_migration(estimate):
    offered = dict(Question._meta.get_field("kind").flatchoices)
    assert offered["estimate"] == "estimate"


def test_no_other_file_names_the_kinds():
    """Outside their folders and the formats of files, no code lists kinds."""
    package = Path(kinds.__file__).parents[1]
    named = re.compile(r"""["'](matching|ordering|hotspot|numeric)["']""")
    found = [
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if not {"kinds", "formats", "migrations"} & set(path.parts) and named.search(path.read_text())
    ]
    assert found == []

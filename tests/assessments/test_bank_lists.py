"""The lists of banks and categories say how many questions each holds."""

from django.urls import reverse

from assessments.models import QuestionCategory
from tests.factories import UserFactory
from tests.factories.assessments import BankFactory, QuestionFactory


def test_the_lists_open_and_count_questions(client, db):
    bank = BankFactory(title="Sayılan banka")
    category = QuestionCategory.objects.create(bank=bank, title="Sayılan kategori")
    for _ in range(2):
        QuestionFactory(bank=bank, category=category)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for model, name in (("questionbank", "Sayılan banka"), ("questioncategory", "Sayılan kategori")):
        page = client.get(reverse(f"wagtailsnippets_assessments_{model}:list"))
        assert name in page.content.decode()
        assert [row.held for row in page.context["object_list"]] == [2]

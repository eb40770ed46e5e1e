from uuid import uuid4

import pytest
from django.db import models

from common.compiled import Compiled
from common.scoping import UnscopedQueryError
from courses.models import OutlineVersion
from enrolments.models import Enrolment
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def outline(number, key, **content):
    return OutlineVersion.objects.create(course_key=key, number=number, outline=content, digest="x")


def by_key(key, least):
    return OutlineVersion.objects.filter(course_key=key, number__gte=least).order_by("number")


@pytest.fixture
def key():
    key = uuid4()
    for number in (1, 2, 3):
        outline(number, key, code=f"c{number}")
    outline(1, uuid4(), code="other")
    return key


def test_rows_are_what_the_queryset_gives_json_and_uuid_included(key):
    columns = ("course_key", "outline", "published_at", "outline__code")
    compiled = Compiled(lambda key, least: by_key(key, least).values_list(*columns))
    for least in (1, 2, 4):
        assert compiled.rows(key=key, least=least) == list(by_key(key, least).values_list(*columns))


def test_first_is_one_row_or_none(key):
    compiled = Compiled(lambda key, least: by_key(key, least).values_list("number")[:1])
    assert compiled.first(key=key, least=2) == (2,)
    assert compiled.first(key=key, least=4) is None


def test_the_query_is_written_once_for_each_variant(key):
    written = []

    @Compiled
    def column(key, variant):
        written.append(variant)
        return OutlineVersion.objects.filter(course_key=key, number=1).values_list(variant)

    assert [column.rows(variant="number", key=key) for _ in range(3)] == [[(1,)]] * 3
    assert column.rows(variant="outline__code", key=key) == [("c1",)]
    assert written == ["number", "outline__code"]


def test_a_value_may_stand_in_a_subquery_and_be_used_twice(key):
    @Compiled
    def both(key):
        older = OutlineVersion.objects.filter(course_key=key, number__lt=models.OuterRef("number"))
        rows = OutlineVersion.objects.filter(course_key=key).annotate(later=models.Exists(older))
        return rows.order_by("number").values_list("number", "later")

    assert [(number, bool(later)) for number, later in both.rows(key=key)] == [(1, False), (2, True), (3, True)]


def test_a_value_is_never_part_of_the_statement(key):
    compiled = Compiled(lambda digest: OutlineVersion.objects.filter(digest=digest).values_list("number"))
    assert compiled.rows(digest="x' OR '1'='1") == []


def test_records_of_people_must_be_scoped_here_too(django_assert_num_queries):
    officer = UserFactory()
    with django_assert_num_queries(0), pytest.raises(UnscopedQueryError):
        Compiled(lambda code: Enrolment.objects.filter(course_code=code).values_list("pk")).rows(code="c1")
    assert Compiled(lambda officer: Enrolment.objects.of(officer).values_list("pk")).rows(officer=officer.pk) == []

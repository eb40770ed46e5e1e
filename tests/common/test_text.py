"""The measured Turkish traps: each of these is wrong in Python, SQL or Django by default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Unit
from common.db import turkish
from common.text import fold, fold_identifier, initials, slug, sort_key, tr_lower, tr_upper
from tests.factories import UnitFactory

CITIES = ["Cizre", "Çorum", "Iğdır", "Isparta", "İzmir", "Ödemiş", "Sivas", "Şırnak", "Ünye", "Zonguldak"]


def test_lower_and_upper_follow_turkish_rules():
    assert tr_lower("İSTANBUL IĞDIR") == "istanbul ığdır"
    assert tr_upper("ışık istanbul") == "IŞIK İSTANBUL"
    assert len(tr_lower("İ")) == 1


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=1))
def test_upper_and_lower_are_inverse_over_the_alphabet(word):
    assert tr_lower(tr_upper(word)) == word


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("isik", "Işık"), ("sirnak", "Şırnak"), ("ŞIRNAK", "Şırnak"), ("izmir", "İzmir"), ("IZMIR", "İzmir")],
)
def test_search_finds_what_is_meant_however_it_is_typed(typed, stored):
    assert fold(typed) == fold(stored)


@pytest.mark.parametrize(
    ("name", "expected"), [("Iğdır", "igdir"), ("Işık", "isik"), ("Çağ Öğüt", "cag-ogut"), ("İstanbul", "istanbul")]
)
def test_slugs_lose_no_letter(name, expected):
    assert slug(name) == expected


def test_identifiers_fold_without_turkish_rules():
    assert fold_identifier(" ALI@EGM.GOV.TR ") == "ali@egm.gov.tr"
    assert fold_identifier("İNFO@EGM.GOV.TR") == "info@egm.gov.tr"


def test_python_sorts_as_the_alphabet_does():
    backwards = CITIES[::-1]
    assert sorted(backwards, key=sort_key) == CITIES


@pytest.mark.django_db
def test_the_database_sorts_as_the_alphabet_does():
    for city in reversed(CITIES):
        UnitFactory(name=city)
    assert list(Unit.objects.order_by(turkish("name")).values_list("name", flat=True)) == CITIES


def test_initials_show_no_more_than_letters():
    assert initials("Ayşe Nur", "ışık") == "A. N. I."

"""Words are found whatever their ending, case or keyboard."""

import pytest

from common.words import forms, is_found, words


@pytest.mark.parametrize(
    ("asked", "there", "language"),
    [
        ("sirnak", "Şırnak’ta", "tr"),
        ("ŞIRNAK", "Şırnak", "tr"),
        ("gosterge", "göstergelerin", "tr"),
        ("çocuk", "çocuğun", "tr"),
        ("IĞDIR", "ığdır", "tr"),
        ("hattı", "hat", "tr"),
        ("sign", "signs", "en"),
        ("yönlendir", "yönlendirilmesi", "tr"),
    ],
)
def test_found(asked, there, language):
    assert is_found(forms(asked, language), forms(there, language))


@pytest.mark.parametrize(("asked", "there"), [("at", "atölye"), ("kaçakçılık", "ticaret"), ("sınır", "sınav")])
def test_not_found(asked, there):
    assert not is_found(forms(asked, "tr"), forms(there, "tr"))


def test_an_ending_after_an_apostrophe_belongs_to_its_word():
    assert words("Şırnak’ta 157'yi ara!") == ["Şırnak’ta", "157'yi", "ara"]

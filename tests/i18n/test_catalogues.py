"""Turkish says everything, Arabic everything a learner or the public reads, and neither says it wrongly."""

import gettext
import re
from pathlib import Path

import polib
import pytest

from tests.i18n.sources import PLACEHOLDER, catalogue, collected, forms, key, merged, read_by_learners

LANGUAGES = ("tr", "ar")
PLURALS = {"tr": 2, "ar": 6}
TAG = re.compile(r"<[^>]+>")
COUNTED = 3  # Arabic plural forms 0, 1 and 2 (none, one, two) name the number in words
THIRD_PARTY = (
    "allauth/locale/tr/LC_MESSAGES/django.po",
    "django/conf/locale/tr/LC_MESSAGES/django.po",
    "django/contrib/auth/locale/tr/LC_MESSAGES/django.po",
)
# Texts of Django and allauth on our sign-in, password and form pages.
MET = (
    "Password",
    "Current Password",
    "New Password",
    "New Password (again)",
    "Email",
    "The email address and/or password you specified are not correct.",
    "The username and/or password you specified are not correct.",
    "This account is currently inactive.",
    "Too many failed login attempts. Try again later.",
    "Please type your current password.",
    "You must type the same password each time.",
    "Password successfully changed.",
    "Password Reset Email",
    "This field is required.",
    "Enter a valid date.",
    "Enter a valid email address.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Null characters are not allowed.",
    "The password is too similar to the %(verbose_name)s.",
    "This password is too short. It must contain at least %d character.",
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
)


def shown(entries: list) -> str:
    return "\n".join(f"  {entry.msgid!r}" for entry in entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_source_says_and_nothing_else(language):
    held = {(*key(entry), entry.msgid_plural) for entry in catalogue(language) if not entry.obsolete}
    said = {(*key(entry), entry.msgid_plural) for entry in collected()}
    lacking, stale = sorted(map(str, said - held)), sorted(map(str, held - said))
    assert not lacking, f"locale/{language} lacks messages. Run: make messages\n" + "\n".join(lacking)
    assert not stale, f"locale/{language} keeps messages nobody says any more. Run: make messages\n" + "\n".join(stale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_half_done(language):
    entries = [entry for name in ("django", "overrides") for entry in catalogue(language, name)]
    assert not [entry.msgid for entry in entries if entry.fuzzy]
    assert not [entry.msgid for entry in entries if entry.obsolete]


def test_turkish_is_complete():
    empty = [entry for entry in catalogue("tr") if not all(forms(entry))]
    assert not empty, "No Turkish for:\n" + shown(empty)


def test_arabic_is_complete_for_learners_and_the_public():
    needed = {key(entry) for entry in collected() if read_by_learners(entry)}
    empty = [entry for entry in catalogue("ar") if key(entry) in needed and not all(forms(entry))]
    assert len(needed) > 300
    assert not empty, "No Arabic for:\n" + shown(empty)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_of_the_language(language):
    for entry in merged(language):
        if entry.msgid_plural:
            assert len(forms(entry)) == PLURALS[language], entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_survive_translation(language):
    for entry in catalogue(language):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for number, text in enumerate(text for text in forms(entry) if text):
            got = sorted(PLACEHOLDER.findall(text))
            in_words = language == "ar" and entry.msgid_plural and number < COUNTED and set(got) < set(wanted)
            assert got == wanted or in_words, f"{entry.msgid!r}: {text!r}"
            assert sorted(TAG.findall(text)) == sorted(TAG.findall(entry.msgid)), f"{entry.msgid!r}: {text!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_others_fill_in_only_what_they_are_given(language):
    for entry in catalogue(language, "overrides"):
        given = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        assert not [text for text in forms(entry) if set(PLACEHOLDER.findall(text)) - given], entry.msgid


def test_turkish_puts_the_percent_sign_before_the_number():
    for entry in catalogue("tr"):
        for text in forms(entry):
            assert not re.search(r"(?:\)[sd]|\d)\s*%%", text), text
            for number in re.findall(r"(%\(\w+\)[sd])%%", entry.msgid):
                assert f"%%{number}" in text, text


def test_turkish_hangs_no_suffix_on_a_placeholder():
    for entry in merged("tr"):
        assert not [text for text in forms(entry) if re.search(r"%(?:\(\w+\))?[sd]['’]?[^\W\d_]", text)], entry.msgid


def test_turkish_never_calls_trafficking_smuggling():
    for entry in merged("tr"):
        assert not [text for text in forms(entry) if re.search(r"insan\s+kaçakçı", text.replace("İ", "i").lower())]


def test_turkish_says_parola_and_e_posta_as_the_rest_of_the_site():
    for entry in merged("tr"):
        words = PLACEHOLDER.sub("", " ".join(forms(entry)).lower())
        assert not re.search(r"\b(?:şifre|e?mail|cevap)", words), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_others_are_still_theirs_and_not_ours(language):
    theirs = {entry.msgid for path in THIRD_PARTY for entry in polib.pofile(str(site_packages() / path))}
    ours = {entry.msgid for entry in catalogue(language)}
    for entry in catalogue(language, "overrides"):
        assert entry.msgid in theirs, entry.msgid
        assert entry.msgid not in ours, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_django_and_allauth_that_our_users_meet_are_translated(language):
    translated = {entry.msgid for entry in merged(language) if all(forms(entry))}
    for path in THIRD_PARTY:
        theirs = polib.pofile(str(site_packages() / path.replace("/tr/", f"/{language}/")))
        translated |= {entry.msgid for entry in theirs if entry.translated()}
    assert not set(MET) - translated


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_loads_and_answers(language, tmp_path):
    path = tmp_path / "django.mo"
    merged(language).save_as_mofile(str(path))
    with path.open("rb") as file:
        words = gettext.GNUTranslations(file)
    for entry in catalogue(language):
        if not entry.msgid_plural and not entry.msgctxt and entry.msgstr:
            assert words.gettext(entry.msgid) == entry.msgstr
    assert words.pgettext("answer", "right") != words.gettext("right")
    assert words.gettext("Incorrect password.") != "Incorrect password."
    counted = [words.ngettext("%(n)s question", "%(n)s questions", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(counted)) == {"tr": 1, "ar": 6}[language]


def site_packages() -> Path:
    import allauth

    return Path(allauth.__file__).parents[1]

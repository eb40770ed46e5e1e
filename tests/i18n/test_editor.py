"""The editor's section is Turkish: every text of Wagtail and wagtail-localize, in one vocabulary."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import UserFactory
from tests.i18n.sources import PLACEHOLDER, ROOT, catalogue, forms, key, merged

TOOL = runpy.run_path(str(ROOT / "tools" / "untranslated.py"))
CATALOGUES = (("wagtail", "django"), ("djangojs", "djangojs"))
BRACES = re.compile(r"{\w*}")
TAG = re.compile(r"</?[a-z][^>]*>")
# What upstream writes and we do not: left in English, or another word for the same thing.
REFUSED = (
    r"snippet|parçacık|(?<!form )\bblok(?:u|ları)\b",  # içerik öğesi
    r"yayınla",  # yayımla
    r"moderasyon|denetleme için",  # inceleme
    r"şifre|eposta",  # parola, e-posta
    r"\bresim|\bresmi? (?!yükle)(?:ekle|sil|seç)",  # görsel
    r"revizyon",  # sürüm
    r"\balias|takma ad|taklidi",  # bağlı kopya
    r"yerelleştirme|yerel ayar",  # dil
    r"\bcanlı\b",  # yayında
    r"üzgün",  # a machine is not sorry
    r"anasayfa|\bşuan\b|kolleksiyon|yönedirme|\bakle\b",  # misspelt
)
# Names in the plural: Turkish says “3 kayıt” where upstream fills in “3 sorular”.
COUNTED = ("%(model_name)s", "%(snippet_type_name)s", "%(snippet_plural_name)s")
# Shown as they are: states, roles, kinds of units.
NEVER_A_LABEL = {
    "in moderation",
    "in review",
    "provincial directorate or command",
    "reviewer",
    "revoked",
    "statistician",
}
# The same thing is called the same wherever it is met.
GLOSSARY = {
    "Publish": "Yayımla",
    "Unpublish": "Yayından kaldır",
    "Save draft": "Taslağı kaydet",
    "Submit for moderation": "İncelemeye gönder",
    "In Moderation": "İncelemede",
    "in moderation": "incelemede",
    "Approve": "Onayla",
    "Request changes": "Değişiklik iste",
    "Reject": "Geri çevir",
    "Workflow": "İş akışı",
    "Snippets": "İçerik öğeleri",
    "Images": "Görseller",
    "Locale": "Dil",
    "Title": "Başlık",
    "title": "başlık",
    "Translate": "Çevir",
    "Preview": "Önizleme",
    "Live": "Yayında",
    "Draft": "Taslak",
}


def spoken() -> Iterator[tuple[polib.POEntry, str]]:
    """Each text the editor's section can show in Turkish: theirs where we add nothing, else ours."""
    ours = {
        (entry.msgctxt, entry.msgid): entry
        for name in ("django", "overrides", "wagtail")
        for entry in catalogue("tr", name)
    }
    # gettext looks into tr_TR before tr, and some apps have both.
    paths = [TOOL["path_of"](app, "django", folder) for app in TOOL["APPS"] for folder in ("tr_TR", "tr")]
    for path in filter(Path.exists, paths):
        for entry in polib.pofile(str(path)):
            answer = ours.get((entry.msgctxt, entry.msgid), entry)
            yield from ((entry, text) for text in forms(answer))
    for entry in catalogue("tr", "wagtail"):
        yield from ((entry, text) for text in forms(entry))


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_nothing_in_the_editors_section_is_left_in_english(domain):
    left = [f"{app}: {entry.msgid!r}" for app, entry in TOOL["untranslated"](domain)]
    assert not left, "No Turkish for (see tools/untranslated.py):\n" + "\n".join(left)


def test_the_tool_names_what_is_missing(monkeypatch):
    monkeypatch.setitem(TOOL["untranslated"].__globals__["OURS"], "django", ("django",))
    assert ("wagtail.admin", "Save schedule") in [(app, entry.msgid) for app, entry in TOOL["untranslated"]("django")]


@pytest.mark.parametrize(("name", "domain"), CATALOGUES)
def test_we_answer_only_what_wagtail_says(name, domain):
    said = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural) for app in TOOL["APPS"] for entry in TOOL["said"](app, domain)
    }
    ours = {key(entry) for entry in catalogue("tr")} if domain == "django" else set()
    for entry in catalogue("tr", name):
        assert (entry.msgctxt, entry.msgid, entry.msgid_plural) in said, f"nobody says {entry.msgid!r} any more"
        assert key(entry) not in ours, f"{entry.msgid!r} is ours already, in django.po"


@pytest.mark.parametrize(("name", "domain"), CATALOGUES)
def test_placeholders_and_tags_survive(name, domain):
    for entry in catalogue("tr", name):
        for pattern in (PLACEHOLDER, BRACES, TAG):
            allowed = [sorted(pattern.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
            for text in forms(entry):
                given = sorted(pattern.findall(text))
                left = sorted([*given, *(name for name in COUNTED if name in entry.msgid)])
                assert given in allowed or left in allowed, f"{entry.msgid!r}: {text!r}"


@pytest.mark.parametrize(("name", "domain"), CATALOGUES)
def test_every_entry_is_whole_and_said_once(name, domain):
    entries = catalogue("tr", name)
    assert len({(entry.msgctxt, entry.msgid) for entry in entries}) == len(entries)
    assert all(entry.translated() for entry in entries)
    # A name is joined to some texts at the end: their last space must stay.
    assert not [entry.msgid for entry in entries if entry.msgid.endswith(" ") and not forms(entry)[0].endswith(" ")]


def test_one_word_for_one_thing():
    answers = {entry.msgid: forms(entry)[0] for entry in merged("tr") if not entry.msgctxt}
    with translation.override("tr"):
        for said, turkish in GLOSSARY.items():
            assert (answers.get(said) or translation.gettext(said)) == turkish, said


@pytest.mark.parametrize("word", REFUSED)
def test_words_upstream_uses_and_we_do_not(word):
    for entry, text in spoken():
        plain = PLACEHOLDER.sub("", text).replace("İ", "i").replace("I", "ı").lower()
        assert not re.search(word, plain), f"{entry.msgid!r}: {text!r}"


def test_labels_begin_with_a_letter_that_can_be_made_a_capital():
    """Django writes field names with a capital by `str.upper`, which makes “Iş akışı” of “iş akışı”."""
    small = [entry.msgid for entry in merged("tr") if forms(entry)[0].startswith("i")]
    assert set(small) <= NEVER_A_LABEL


def test_no_suffix_hangs_on_a_name_that_is_filled_in():
    for entry, text in spoken():
        assert not re.search(r"(?:%(?:\(\w+\))?[sd]|}|</\w+>)[\"”]?['’]\w", text), f"{entry.msgid!r}: {text!r}"


def test_the_scripts_of_the_editors_section_are_served_turkish_words(client, db):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for name in ("wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog"):
        page = client.get(reverse(name), headers={"accept-language": "tr"}).content.decode()
        assert "Otomatik kaydediliyor" in page

"""The printed card as a reader, a screen reader and a telephone meet it."""

import io
import unicodedata
from datetime import UTC, datetime

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.utils.translation import override

from courses.cards.pdf import Address, draw
from courses.cards.words import CardView, card_view
from courses.models import CARD_LINES
from courses.source.cards import read_cards
from courses.source.problems import Problems

pytestmark = pytest.mark.once
CHECK = Address("https://tani.egitim.icisleri.gov.tr/tr/cards/c2/3/")
PAGES = {"a6": (2, 105, 148), "a4": (1, 210, 297)}
ARABIC = {
    "title": "بطاقة الحماية والدعم",
    "subtitle": "الحقوق والمهل",
    "sections": [
        {"heading": "بمن تتصل؟", "html": "<ul><li>الخطر على الحياة: <b>112</b></li><li>المناوب: ______</li></ul>"}
    ],
}


def card_of(language: str) -> CardView:
    """The card of the second course as it stands in the repository; a made one in Arabic."""
    if language == "ar":
        return view(ARABIC, language)
    folder = settings.ROOT / "content" / "courses" / "c2"
    card = read_cards(folder, "tr", ("tr", "en"), Problems())[language]
    sections = [{"heading": each.heading, "html": each.text.html} for each in card.sections]
    return view({"title": card.title, "subtitle": card.subtitle, "sections": sections}, language)


def view(words: dict, language: str) -> CardView:
    with override(language):
        return card_view({"call": "", "legal": ""} | words, "c2", language, 3, datetime(2026, 3, 12, 9, tzinfo=UTC))


def drawn(card: CardView, size: str = "a6") -> bytes:
    with override(card.language):
        return draw(card, size=size, check=CHECK)


def structure(node):
    """Every structure element below a node."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from structure(node.K)


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_sheet_is_tagged_titled_and_speaks_its_language(language, size):
    card = card_of(language)
    with pikepdf.open(io.BytesIO(drawn(card, size))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert card.title in str(pdf.docinfo.Title)
        assert "3" in str(pdf.docinfo.Title)
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        nodes = list(structure(pdf.Root.StructTreeRoot.K))
        tags = [str(node.S) for node in nodes]
        assert tags.count("/H1") == 1
        assert tags.count("/H2") == len(card.sections)
        assert tags.count("/L") >= len(card.sections) - 1
        assert [bool(str(node.Alt)) for node in nodes if node.S == "/Figure"] == [True]  # the QR code
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                assert "Plex" in str(font.BaseFont)


@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_sheet_has_its_size_its_words_and_its_version(language, size):
    content = drawn(card_of(language), size)
    amount, width, height = PAGES[size]
    pages = pypdfium2.PdfDocument(content)
    assert len(pages) == amount
    for page in pages:
        assert (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) == (width, height)
    text = text_of(content)
    for words in {"tr": ("Yapmayın", "Sürüm 3", "12 Mart 2026"), "en": ("Do not", "Version 3", "12 March 2026")}[
        language
    ]:
        assert words in text
    assert "112" in text
    assert "157" in text
    assert "___" not in text


def test_arabic_is_shaped():
    with pikepdf.open(io.BytesIO(drawn(card_of("ar")))) as pdf:
        assert any("Arabic" in str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values())


@pytest.mark.parametrize(("size", "place"), [("a6", 1), ("a4", 0)])
def test_telephone_reads_where_to_ask(size, place):
    content = drawn(card_of("tr"), size)
    found = zxingcpp.read_barcodes(pypdfium2.PdfDocument(content)[place].render(scale=3).to_pil())
    assert [code.text for code in found] == [CHECK.url]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = [str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", [])]
    assert set(links) == {CHECK.url}


@pytest.mark.parametrize("size", PAGES)
def test_the_longest_card_a_trainer_may_write_still_fits(size):
    line = "Kişiye su verin, oturtun ve ona sakin konuşun şimdi"[:48]
    items = "".join(f"<li>{line}</li>" for _ in range(CARD_LINES // 2 - 2))
    sections = [{"heading": f"Bölüm {number}", "html": f"<ul>{items}</ul>"} for number in (1, 2)]
    content = drawn(view({"title": "Uzun kart", "subtitle": "", "sections": sections}, "tr"), size)
    assert len(pypdfium2.PdfDocument(content)) == PAGES[size][0]


def test_the_same_version_is_drawn_the_same_to_the_byte():
    assert drawn(card_of("tr")) == drawn(card_of("tr"))


def test_markup_in_a_title_is_printed_and_not_obeyed():
    words = {"title": '<img src="http://127.0.0.1/x">', "subtitle": "<b>x</b>", "sections": []}
    assert "<b>x</b>" in text_of(drawn(view(words, "tr")))

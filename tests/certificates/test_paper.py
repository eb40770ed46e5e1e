"""The PDF as a reader, a screen reader and a telephone meet it."""

import io
import unicodedata

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp

from certificates.domain import RenderingFailed, render
from certificates.domain.rendering import verify_address
from common.ids import group_code
from tests.factories.certificates import TITLES, certificate_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TURKISH = "İıŞşĞğÇçÖöÜüÂâÎîÛû"


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 1
    return unicodedata.normalize("NFKC", pages[0].extract_text())


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_turkish_letters_are_read_back_in_every_language(officer, language):
    officer.first_name, officer.last_name, officer.language = TURKISH, "Iğdır", language
    officer.save()
    certificate = certificate_of(officer)
    text = text_of(render(certificate))
    assert TURKISH in text
    assert "IĞDIR" in text
    assert certificate.number in text
    assert squeezed(group_code(certificate.code)) in squeezed(text)
    if language != "ar":
        assert TITLES[language] in text


def test_arabic_title_is_there_and_shaped(officer):
    officer.language = "ar"
    officer.save()
    content = render(certificate_of(officer))
    assert set(squeezed("التعرف الفعال على ضحايا")) <= set(text_of(content))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert any("Arabic" in str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values())


def test_surname_stands_in_turkish_capitals_after_rank_and_name(officer):
    assert "Komiser Yardımcısı Ayşe Gül IŞIK" in text_of(render(certificate_of(officer)))


@pytest.mark.parametrize(("language", "expected"), [("tr", "23 Kasım 2026"), ("en", "23 November 2026")])
def test_dates_are_written_in_the_certificates_language(officer, time_machine, language, expected):
    time_machine.move_to("2026-11-23T10:00:00+03:00", tick=False)
    officer.language = language
    officer.save()
    text = text_of(render(certificate_of(officer)))
    assert expected in text
    assert expected.replace("2026", "2028") in text


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_pdf_is_tagged_titled_and_speaks_its_language(officer, language):
    officer.language = language
    officer.save()
    certificate = certificate_of(officer)
    with pikepdf.open(io.BytesIO(render(certificate))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert certificate.number in str(pdf.docinfo.Title)
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        tags = [str(node.S) for node in structure(pdf.Root.StructTreeRoot.K)]
        assert tags.count("/H1") == 1
        assert tags.count("/H2") == 1
        figures = [node for node in structure(pdf.Root.StructTreeRoot.K) if node.S == "/Figure"]
        assert [bool(str(node.Alt)) for node in figures] == [True]  # the QR code; all else drawn is background


def structure(node):
    """Every structure element below a node."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from structure(node.K)


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_every_font_is_embedded(officer, language):
    officer.language = language
    officer.save()
    with pikepdf.open(io.BytesIO(render(certificate_of(officer)))) as pdf:
        fonts = list(pdf.pages[0].Resources.Font.values())
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor
            assert "Plex" in str(font.BaseFont)


@pytest.mark.parametrize("language", ["tr", "ar"])
def test_telephone_reads_the_verify_address_from_the_page(officer, language):
    officer.language = language
    officer.save()
    certificate = certificate_of(officer)
    page = pypdfium2.PdfDocument(render(certificate))[0]
    found = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert [code.text for code in found] == [f"http://testserver/verify/{certificate.code}/"]
    assert found[0].text == verify_address(certificate.code)


def test_link_on_the_page_is_the_verify_address_and_the_only_one(officer):
    certificate = certificate_of(officer)
    with pikepdf.open(io.BytesIO(render(certificate))) as pdf:
        links = [str(annotation.A.URI) for annotation in pdf.pages[0].Annots]
    assert links == [verify_address(certificate.code)]


@pytest.mark.parametrize(
    ("first", "last", "rank"),
    [
        ("Muhammed Abdülkadir Şükrü", "Büyükçelebioğullarından Karaosmanoğlu", "Emniyet Müdürü"),
        ("W" * 120, "Ğ" * 120, "M" * 80),  # the longest the database takes, in the widest letters, without a blank
        (("Gökçen " * 17).strip(), ("Iğdırlı " * 15).strip(), ("Müdür " * 13).strip()),
    ],
)
def test_long_names_and_titles_stay_whole_on_one_page(officer, first, last, rank):
    officer.first_name, officer.last_name, officer.rank = first, last, rank
    officer.save()
    title = "Sınır kapılarında, otoyolda ve denizde insan ticareti mağdurunu tespit etme ve yönlendirme eğitimi " * 2
    content = render(certificate_of(officer, titles={"tr": title.strip()}))
    text = squeezed(text_of(content))
    assert squeezed(f"{rank}{first}") in text
    assert squeezed(title) in text
    assert stays_inside_the_rule(content)


def stays_inside_the_rule(content: bytes) -> bool:
    """Whether every word stands inside the inner rule of the page (points; 842 × 595)."""
    words = pypdfium2.PdfDocument(content)[0].get_textpage()
    boxes = [words.get_rect(index) for index in range(words.count_rects())]
    return all(30 < left <= right < 812 and 30 < bottom <= top < 565 for left, bottom, right, top in boxes)


def test_a_long_host_and_long_months_leave_the_square_readable(officer, settings, time_machine):
    time_machine.move_to("2026-09-30T10:00:00+03:00", tick=False)
    settings.BASE_URL = "https://dogrulama.egitim.icisleri.gov.tr"
    officer.language = "en"
    officer.save()
    content = render(certificate_of(officer, hours=120))
    assert stays_inside_the_rule(content)
    page = pypdfium2.PdfDocument(content)[0]
    found = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert [code.text.partition("/verify/")[0] for code in found] == [settings.BASE_URL]


def test_same_certificate_is_drawn_the_same_to_the_byte(officer):
    certificate = certificate_of(officer)
    assert render(certificate) == render(certificate)


def test_markup_in_a_name_is_printed_and_not_obeyed(officer):
    officer.first_name = '<img src="http://127.0.0.1/x"><b>Ali</b>'
    officer.save()
    assert "<b>Ali</b>" in text_of(render(certificate_of(officer)))


def test_missing_font_is_an_error_and_never_an_ugly_page(officer, settings, tmp_path):
    from common import pdf

    certificate = certificate_of(officer)
    settings.FONT_DIR = tmp_path
    pdf.forget()
    with pytest.raises(RenderingFailed, match=r"IBMPlexSans-Regular\.ttf"):
        render(certificate)
    pdf.forget()

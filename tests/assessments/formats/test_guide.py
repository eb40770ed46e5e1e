"""The template explains itself in the language of who downloads it."""

from io import BytesIO

import openpyxl
import pytest
from django.utils.translation import override

from assessments.formats import xlsx


@pytest.mark.once
@pytest.mark.parametrize(
    ("language", "name", "first"), [("tr", "Açıklama", "Nasıl doldurulur"), ("en", "Guide", "How to fill it in")]
)
def test_the_guide_follows_the_language(language: str, name: str, first: str) -> None:
    with override(language):
        book = openpyxl.load_workbook(BytesIO(xlsx.template()))

    assert book.sheetnames == ["Sorular", name]
    assert book[name].cell(2, 1).value == first

from pathlib import Path
from typing import Any

import pytest

from tests.factories import UnitFactory, officer_in


@pytest.fixture(autouse=True)
def private(settings: Any, tmp_path: Path) -> Path:
    """The private storage on a real disk, empty."""
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    return tmp_path


@pytest.fixture
def unit(db: None) -> Any:
    return UnitFactory(code="EGM-34-01", parent=UnitFactory(code="EGM-34"), name="Fatih İlçe Emniyet Müdürlüğü")


@pytest.fixture
def officer(unit: Any) -> Any:
    return officer_in(unit, first_name="Ayşe Gül", last_name="Işık", rank="Komiser Yardımcısı")

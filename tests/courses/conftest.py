from pathlib import Path

import pytest

from tests.factories.courses import load, prepare_site, write_course


@pytest.fixture
def prepared(db: None) -> None:
    """Languages, front pages, catalogues, groups, workflow."""
    prepare_site()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The source of the small course."""
    return write_course(tmp_path)


@pytest.fixture
def course(prepared: None, folder: Path) -> Path:
    """The small course, loaded; the folder of its source."""
    load(folder)
    return folder

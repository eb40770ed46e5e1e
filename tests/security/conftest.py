"""What every proof says: its seed at the start, its figures at the end. Temporary files in a folder of the test's own:
others use the machine's, and what is left behind must be seen.
"""

import tempfile
from pathlib import Path

import pytest

from tests.faults.conftest import say, seed

__all__ = ["own_temporary_folder", "say", "seed"]


@pytest.fixture(autouse=True)
def own_temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

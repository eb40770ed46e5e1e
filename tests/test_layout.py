"""The shape of the house: nothing shadows the standard library, and imports run one way."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_no_package_or_module_shadows_the_standard_library():
    names = {path.parent.name for base in (ROOT, ROOT / "site") for path in base.glob("*/__init__.py")}
    names |= {path.stem for base in (ROOT, ROOT / "site") for path in base.glob("*.py")}
    assert names & sys.stdlib_module_names == set()


def test_site_is_a_source_root_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert not (ROOT / "locale" / "__init__.py").exists()


def test_git_ignores_nothing_of_the_source():
    folders = ("site/*.py", "common/*.py", "accounts/*.py", "courses/*.py")
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", *folders]
    ignored = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert ignored.stdout == ""

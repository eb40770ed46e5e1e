"""What the source asks gettext for, and the catalogues that answer."""

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "assessments", "certificates", "common", "coordination", "courses", "enrolments", "site")
# Where a learner or the public reads: these must speak Arabic too. The rest of courses is the editor's.
LEARNER = ("accounts/", "assessments/", "certificates/", "courses/templates/", "enrolments/", "site/")
# Within these, what only trainers meet, in Wagtail's section: it speaks Turkish and English.
EDITOR = (
    "assessments/admin/",
    "assessments/bulk_actions.py",
    "assessments/domain/import",
    "assessments/formats/",
    "assessments/kinds/drill/plan.py",
    "assessments/listing.py",
    "assessments/marking_queue.py",
    "assessments/panels.py",
    "assessments/queries/exchange.py",
    "assessments/queries/missing.py",
    "courses/templates/courses/admin/",
    "assessments/queries/usage.py",
    "assessments/quiz_words.py",
    "assessments/templates/assessments/admin/",
    "assessments/templates/assessments/drill_branches.html",
    "assessments/templates/assessments/drill_panel.html",
    "assessments/templates/assessments/import_",
    "assessments/templates/assessments/quiz_preview.html",
    "assessments/wagtail_hooks.py",
)
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
FUNCTIONS = {f"{kind}gettext{lazy}" for kind in ("", "n", "p", "np") for lazy in ("", "_lazy")}

Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def forms(entry: polib.POEntry) -> list[str]:
    """The translations of an entry: one, or one for each plural form in order."""
    return [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def catalogue(language: str, name: str = "django") -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / f"{name}.po"))


def merged(language: str) -> polib.POFile:
    """What `tools/compile_messages.py` compiles for this language."""
    tool = runpy.run_path(str(ROOT / "tools" / "compile_messages.py"))
    return tool["merged"](tool["parts_of"](ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


@cache
def collected() -> polib.POFile:
    """Every message of the source with the files it stands in, collected anew from a copy of the source."""
    if not shutil.which("xgettext"):
        pytest.fail(
            "xgettext is missing, so nobody knows whether the catalogues are complete. Run: tools/need.sh gettext"
        )
    with TemporaryDirectory() as name:
        copy = Path(name)
        for package in PACKAGES:
            shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "locale" / "tr" / "LC_MESSAGES").mkdir(parents=True)
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            "tr",
            "--no-wrap",
            "--add-location",
            "file",
        ]
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, check=True, capture_output=True, env=environment)  # noqa: S603
        return polib.pofile(str(copy / "locale" / "tr" / "LC_MESSAGES" / "django.po"))


def read_by_learners(entry: polib.POEntry) -> bool:
    return any(place.startswith(LEARNER) and not place.startswith(EDITOR) for place, _line in entry.occurrences)


def python_files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted(
            path for path in (ROOT / package).glob("**/templates/**/*") if path.suffix in (".html", ".txt")
        )


def gettext_calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of gettext and its kin, by whatever name the module imports them."""
    names = {"_"} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            by_name = isinstance(called, ast.Name) and called.id in names
            if by_name or (isinstance(called, ast.Attribute) and called.attr in FUNCTIONS):
                yield node

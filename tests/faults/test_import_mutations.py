"""Files that were damaged on their way, by chance or on purpose: a clear error or a correct reading, never a crash."""

import os
import random
import resource
import time
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest

from assessments.formats import FORMATS, Item, guess, read, write
from assessments.formats.zips import pack
from tests.assessments.formats.strategies import NASTY, picture

SEED = int(os.environ.get("TANI_SEED", "3"))
SLOWEST = 10.0  # seconds for one file
MOST_MEMORY = 600 * 1024  # kilobytes that all of them may add


def bank():
    option = {"feedback": "Geri bildirim"}
    parts = {
        "single": (
            ("option", {"text": "Bir", "correct": True, **option}),
            ("option", {"text": "İki", "correct": False, **option}),
        ),
        "multiple": tuple(("option", {"text": t, "correct": t != "Üç", **option}) for t in ("Bir", "İki", "Üç")),
        "true_false": (),
        "matching": (*(("pair", {"prompt": t, "match": t * 2}) for t in "abc"), ("distractor", {"match": "d"})),
        "ordering": tuple(("step", {"text": t}) for t in ("ayır", "görüş", "yönlendir")),
        "gap": (
            ("passage", {"text": "Önce [1], sonra [2]."}),
            ("gap", {"accepted": ["a"]}),
            ("gap", {"accepted": ["b"]}),
        ),
        "numeric": (("number", {"value": Decimal(30), "tolerance": Decimal(2), "percent": 100}),),
        "short": (("accepted", {"text": "157", "percent": 100, "exact": False, "feedback": "Evet"}),),
        "hotspot": (
            ("picture", {"image": picture(), "alt": "Oda"}),
            ("region", {"label": "A", "shape": "rect", "coords": "0, 0, 100, 100", "correct": True, "feedback": ""}),
            ("region", {"label": "B", "shape": "circle", "coords": "500, 500, 90", "correct": False, "feedback": ""}),
        ),
        "written": (("criterion", {"text": "Açık", "points": 2, "guidance": "Not"}),),
    }
    fields = {"rationale": "Çünkü öyle.", "category": ("Temel", "Hukuk"), "tags": ("çocuk",), "scheme": "partial"}
    return [Item(kind, f"Soru {kind} – hangisi?", f"c1-{kind}", pieces, fields) for kind, pieces in parts.items()]


def mutate(rng, data):
    """A file that differs: bytes changed, cut, doubled, swapped, or a nasty string put in."""
    made = bytearray(data)
    for _change in range(rng.randint(1, 8)):
        at, length = rng.randrange(len(made) + 1), rng.randint(1, 40)
        match rng.randrange(6):
            case 0:
                made[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * rng.randint(1, 30)
            case 3:
                made[at:at] = rng.choice(NASTY).encode()
            case 4:
                other = rng.randrange(len(made) + 1)
                made[at:at] = made[other : other + length]
            case 5:
                made[:] = made[:at] if rng.random() < 0.2 else made
    return bytes(made)


def mutate_inside(rng, data):
    """An archive that is whole, with one damaged file in it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(files))
    files[name] = mutate(rng, files[name])
    return pack(files)


def run(count):
    rng = random.Random(f"import {SEED}")  # noqa: S311 -- repeatable, not secret
    originals = {name: write(name, bank(), language="tr").data for name in FORMATS}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcome = {"read": 0, "refused": 0}
    slowest = 0.0
    for number in range(count):
        name = rng.choice(sorted(originals))
        inside = originals[name].startswith(b"PK") and rng.random() < 0.8
        data = (mutate_inside if inside else mutate)(rng, originals[name])
        began = time.monotonic()
        try:
            guess(f"x.{name}", data)
            reading = read(name, data, language="tr")
            assert reading.items or reading.problems
            assert all(str(problem).strip() for problem in reading.problems)
            if reading.items and not reading.problems:
                once = read(name, data, language="tr")
                assert [item.content for item in once.items] == [item.content for item in reading.items]
        except Exception as error:
            raise AssertionError(f"seed {SEED}, file {number} ({name}): {type(error).__name__}: {error}") from error
        slowest = max(slowest, time.monotonic() - began)
        outcome["refused" if reading.problems else "read"] += 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print({"seed": SEED, "files": count, **outcome, "slowest_s": round(slowest, 2), "grown_kB": grown})
    assert slowest < SLOWEST
    assert grown < MOST_MEMORY
    assert outcome["read"]
    assert outcome["refused"]


def test_300_mutated_files():
    run(300)


@pytest.mark.prove
def test_10_000_mutated_files():
    run(10_000)


ENTITY = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'


@pytest.mark.parametrize("name", ["moodlexml", "qti"])
@pytest.mark.parametrize("text", [ENTITY, LAUGHS, "<!DOCTYPE quiz><quiz/>"])
def test_entities_and_document_types_are_refused(name, text):
    reading = read(name, text.encode(), language="tr")
    assert not reading.items
    assert "root:" not in str(reading.problems)
    assert len(reading.problems) == 1


def zipped(*files, link=False):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o120777 if link else 0o644) << 16
            archive.writestr(info, data)
    return out.getvalue()


BAD_ARCHIVES = {
    "a bomb": zipped(("imsmanifest.xml", b" " * (60 * 1024 * 1024))),
    "many files": zipped(*((f"{n}.xml", b"") for n in range(3000))),
    "a way out": zipped(("../../etc/cron.d/x", b"x"), ("imsmanifest.xml", b"<manifest/>")),
    "an absolute name": zipped(("/etc/passwd", b"x")),
    "a link": zipped(("imsmanifest.xml", b"/etc/passwd"), link=True),
    "no manifest": zipped(("a.xml", b"<a/>")),
    "nothing": zipped(),
}


@pytest.mark.parametrize("what", BAD_ARCHIVES)
@pytest.mark.parametrize("name", ["qti", "xlsx"])
def test_archives_that_no_honest_program_writes_are_refused(name, what):
    began = time.monotonic()
    reading = read(name, BAD_ARCHIVES[what], language="tr", name=f"a.{name}")
    assert not reading.items
    assert len(reading.problems) == 1
    assert time.monotonic() - began < SLOWEST


def test_a_deep_tree_is_refused():
    assert read("moodlexml", b"<quiz>" + b"<a>" * 200_000, language="tr").problems
    assert read("moodlexml", b"<quiz>" + b"<a/>" * 400_000 + b"</quiz>", language="tr").problems


def test_a_formula_is_refused_with_its_place():
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(FORMATS["xlsx"].template()))
    book["Sorular"]["C2"] = "=1+1"
    out = BytesIO()
    book.save(out)
    reading = read("xlsx", out.getvalue(), language="tr")
    assert not reading.items
    assert "C" in str(reading.problems[0])
    assert "2" in str(reading.problems[0])

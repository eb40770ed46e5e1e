"""Cut IBM Plex from its font packages: static TTF faces for PDF, small WOFF2 subsets for the browser.

Run at set-up; idempotent. A variable font costs four times as much per PDF page, and a whole face is twenty times what
a Turkish page needs. The stamp names package versions and this file's content: a new one of either cuts again.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[1]
OUT = Path(os.environ.get("TANI_VAR", ROOT / "var")) / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
PACKAGES = ("fontpkg-ibm-plex-sans", "fontpkg-ibm-plex-sans-arabic", "fonttools")

# ASCII, the letters of Turkish, some more for names, and the signs the pages use. The rest falls back to the system.
LATIN = [
    *range(0x20, 0x7F),
    *map(ord, "ÂÇĞİÎÖŞÛÜâçğıîöşûüÄÉßäéñ"),
    *map(ord, "\xa0‘’“”„«»‹›–—‑−·•…×°§†‰€₺←→✓"),
]
# Arabic as written today with its vowel signs and digits, the letters Persian adds in names, and Latin for names and
# codes: an Arabic page needs no second family.
ARABIC = [
    *range(0x20, 0x7F),
    *map(ord, "ÂÇĞİÎÖŞÛÜâçğıîöşûü\xa0«»·×‘’“”•…–—←→"),
    *map(ord, "،؛؟ـ٪٫٬٭ٰپچژکگی۔"),
    *range(0x621, 0x63B),
    *range(0x641, 0x656),
    *range(0x660, 0x66A),
    *range(0x6F0, 0x6FA),
    *range(0x200C, 0x2010),
]
ARABIC_FEATURES = ["ccmp", "init", "medi", "fina", "rlig", "calt", "mark", "mkmk", "kern", "locl"]
LATIN_FEATURES = ["kern", "mark", "ccmp", "locl", "tnum"]


def main() -> int:
    stamp = OUT / "stamp"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    shutil.rmtree(OUT, ignore_errors=True)
    for folder in ("print", "web"):
        (OUT / folder).mkdir(parents=True)
    for weight, name in WEIGHTS.items():
        latin = instancer.instantiateVariableFont(
            TTFont(source("latin")), {"wdth": 100, "wght": weight}, updateFontNames=True
        )
        latin.save(OUT / "print" / f"IBMPlexSans-{name}.ttf")
        shutil.copyfile(source("arabic", name), OUT / "print" / f"IBMPlexSansArabic-{name}.ttf")
        cut(OUT / "print" / f"IBMPlexSans-{name}.ttf", f"plex-{weight}.woff2", LATIN, LATIN_FEATURES)
        cut(OUT / "print" / f"IBMPlexSansArabic-{name}.ttf", f"plex-arabic-{weight}.woff2", ARABIC, ARABIC_FEATURES)
    stamp.write_text(wanted)
    print(
        "fonts: "
        + ", ".join(f"{path.name} {path.stat().st_size / 1024:.1f} KB" for path in sorted((OUT / "web").iterdir()))
    )
    return 0


def source(script: str, name: str = "") -> Path:
    module, file = {
        "latin": ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
        "arabic": ("fontpkg_ibm_plex_sans_arabic", f"IBMPlexSansArabic-{name}.ttf"),
    }[script]
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        sys.exit(f"The font package {module} is not installed: run `make run`, which installs requirements.txt.")
    return Path(spec.origin).parent / "files" / file


def cut(face: Path, target: str, characters: Iterable[int], features: list[str]) -> None:
    """Write the glyphs of these characters as WOFF2, without hinting and without names no browser reads."""
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        desubroutinize=True,
        layout_features=features,
        name_IDs=[1, 2],
        notdef_outline=True,
    )
    options.drop_tables += ["meta"]
    font = subset.load_font(str(face), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=set(characters))
    cutter.subset(font)
    subset.save_font(font, str(OUT / "web" / target), options)


def fingerprint() -> str:
    text = Path(__file__).read_bytes() + "".join(f"{name}={version(name)};" for name in PACKAGES).encode()
    return hashlib.sha256(text).hexdigest()


if __name__ == "__main__":
    sys.exit(main())

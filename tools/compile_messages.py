"""Compile the message catalogues without gettext: polib comes with wagtail-localize.

Beside `django.po`, which makemessages keeps, a language may have `overrides.po` (better words for texts of Django and
allauth), `wagtail.po` (the same for the editor's section) and `djangojs.po` (for its scripts, compiled on its own).
"""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
ADDED = ("overrides.po", "wagtail.po")


def main() -> None:
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/django*.po")):
        parts = parts_of(source)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < max(part.stat().st_mtime for part in parts):
            merged(parts).save_as_mofile(str(target))


def parts_of(source: Path) -> list[Path]:
    """The catalogues that are compiled into the file of `source`, itself first."""
    if source.stem != "django":
        return [source]
    return [source, *(path for name in ADDED if (path := source.with_name(name)).exists())]


def merged(parts: list[Path]) -> polib.POFile:
    """The entries of all parts under the header of the first."""
    catalogue, *others = (polib.pofile(str(part)) for part in parts)
    for other in others:
        catalogue.extend(other)
    return catalogue


if __name__ == "__main__":
    main()

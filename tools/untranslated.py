"""List what the editor's section would say in English to a Turkish trainer, with where it is said.

Compares what each app with a screen in the editor's section says (its own English catalogue) with what answers in
Turkish: the app's Turkish catalogue under ours. Run it after an upgrade of Wagtail; `tests/i18n/test_editor.py` does.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
APPS = (
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail_localize",
    "wagtail_localize.locales",
    "taggit",
)
OURS = {"django": ("django", "overrides", "wagtail"), "djangojs": ("djangojs",)}


def main() -> None:
    for domain in OURS:
        for app, entry in untranslated(domain):
            places = " ".join(place for place, _line in entry.occurrences[:2])
            print(f"{app} ({domain}): {entry.msgid!r}  {places}")


def untranslated(domain: str, language: str = "tr") -> Iterator[tuple[str, polib.POEntry]]:
    """(app, message) for each message no catalogue of this language answers."""
    paths = [own(language, name) for name in OURS[domain]] + [path_of(app, domain, language) for app in APPS]
    known = set().union(*map(answered, paths))  # Django answers from one catalogue, whichever app speaks
    for app in APPS:
        yield from ((app, entry) for entry in said(app, domain) if (entry.msgctxt, entry.msgid) not in known)


def said(app: str, domain: str) -> list[polib.POEntry]:
    """Every message of this app: its English catalogue lists them."""
    path = path_of(app, domain, "en")
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


def own(language: str, name: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / f"{name}.po"


def path_of(app: str, domain: str, language: str) -> Path:
    return Path(import_module(app).__file__ or "").parent / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def answered(path: Path) -> set[tuple[str | None, str]]:
    """The messages a catalogue translates in full; none where there is no such file."""
    if not path.exists():
        return set()
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if entry.translated()}


if __name__ == "__main__":
    main()

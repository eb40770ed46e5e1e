"""Text as questions hold it: plain, with quiet whitespace, and numbers that cannot grow."""

import html
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

import nh3
from django.utils.translation import gettext as _

from assessments.formats.neutral import Unreadable
from common.text import slug

LONGEST = 20_000  # characters of one text; the longest field of a question is much shorter
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cs", "Co"})
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_BLOCK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/pre|/blockquote)\b[^<>]*>", re.IGNORECASE)
_QUIET = re.compile(r"</?(?:p|br|div|span)\s*/?>", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,2})?")
_CODE = re.compile(r"[-a-zA-Z0-9_]{1,40}")


def tidy(text: str) -> str:
    """Lines ended by `\\n`, single blanks, at most one empty line, no control or private characters."""
    text = _BREAKS.sub("\n", text).replace("\t", " ").replace("\ufeff", "")
    text = "".join(c for c in text if c == "\n" or (unicodedata.category(c) not in _UNSEEN and c not in "\ufffe\uffff"))
    lines = [re.sub(r" +", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """The same for what fits on one line."""
    return re.sub(r"\s*\n\s*", " ", tidy(text))


def has_markup(text: str) -> bool:
    return bool(_TAG.search(text))


def from_html(text: str) -> tuple[str, bool]:
    """Rich text as plain text, and whether anything but paragraphs was lost. Raises Unreadable when too long."""
    if len(text) > LONGEST:
        raise Unreadable(_("A text is longer than %(most)s characters.") % {"most": LONGEST})
    lost = bool(_TAG.search(_QUIET.sub("", text)))
    flat = re.sub(r"[ \t\r\n]+", " ", text)
    bare = nh3.clean(_BLOCK.sub("\n", flat), tags=set(), clean_content_tags={"script", "style"})
    return tidy(html.unescape(bare)), lost


def decimal(text: str) -> Decimal:
    """A number with point or comma; Unreadable for anything else, so that no number can be billions of digits long."""
    bare = text.strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(bare) or not bare.isascii():
        raise Unreadable(_("“%(text)s” is not a number. Write digits, for example 30 or 12.5.") % {"text": text[:40]})
    return Decimal(bare.replace(",", "."))


def whole(text: str, *, least: int = 0, most: int = 100) -> int:
    """A whole number in bounds; Unreadable otherwise."""
    value = decimal(text)
    if value != value.to_integral_value() or not least <= value <= most:
        raise Unreadable(
            _("“%(text)s” must be a whole number from %(least)s to %(most)s.")
            % {"text": text[:40], "least": least, "most": most}
        )
    return int(value)


def as_code(name: str) -> str:
    """A name as a code: itself if it can be one, else its letters in ASCII; "" when nothing is left."""
    name = one_line(name)
    if _CODE.fullmatch(name):
        return name
    made = slug(name)
    if len(made) > 40:
        made = f"{made[:31].rstrip('-')}-{sha256(name.encode()).hexdigest()[:8]}"
    return made


def is_code(name: str) -> bool:
    return bool(_CODE.fullmatch(name))


def words(text: str) -> tuple[str, ...]:
    """Tags: words with commas between them."""
    return unique(one_line(tag) for tag in text.split(","))


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def decode(data: bytes) -> str:
    """UTF-8, or the Turkish code page that old Windows programs write; Unreadable for what is no text."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("This is not a text file. Save it as text in UTF-8 and try again."))
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "windows-1254"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as text in UTF-8 and try again."))

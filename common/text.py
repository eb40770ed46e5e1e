"""Turkish text: upper and lower case, search folding, sorting, slugs, initials.

Python, SQL and Django get each of these wrong for the letters İ I ı i (and slugify drops the ı): the measured cases
are the
tests. Names and prose use the Turkish rules; identifiers (e-mail, service numbers, codes) use language-neutral folding.
"""

import re
import unicodedata
from decimal import Decimal

from anyascii import anyascii

TURKISH_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_UPPER = str.maketrans({"ı": "I", "i": "İ"})
_RANK = {letter: index for index, letter in enumerate(TURKISH_ALPHABET)}
# Arabic: readers type alef, teh marbuta and yeh in several forms.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"); wide forms count in East Asian ones.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def tr_lower(text: str) -> str:
    """Lower case by Turkish rules: `İSTANBUL IĞDIR` → `istanbul ığdır`."""
    return text.translate(_LOWER).lower()


def tr_upper(text: str) -> str:
    """Upper case by Turkish rules: `ışık istanbul` → `IŞIK İSTANBUL`."""
    return text.translate(_UPPER).upper()


def strip_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Form under which text is searched: `Şırnak`, `ŞIRNAK` and `sirnak` are one."""
    return strip_marks(tr_lower(text).replace("ı", "i").translate(_ARABIC)).casefold()


def fold_identifier(text: str) -> str:
    """Language-neutral form of an e-mail address or code: `ALI@EGM.GOV.TR` → `ali@egm.gov.tr`."""
    return unicodedata.normalize("NFKC", text).strip().replace("İ", "i").casefold()


def slug(text: str) -> str:
    """ASCII slug that loses no letter: `Iğdır` → `igdir`, `Işık` → `isik`."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(tr_lower(text)).lower()).strip("-")


def sort_key(text: str) -> tuple:
    """Key that sorts as the Turkish alphabet does; letters outside it follow by their base letter."""
    lowered = tr_lower(text)
    primary = []
    for letter in lowered:
        if letter in _RANK:
            primary.append((1, _RANK[letter]))
        elif letter.isalpha():
            base = strip_marks(letter)[:1]
            primary.append((1, _RANK.get(base, 100 + ord(letter))))
        else:
            primary.append((0, ord(letter)))
    return tuple(primary), lowered, text


def compare(left: str, right: str) -> int:
    """Three-way comparison by `sort_key`, for SQLite's collation callback."""
    a, b = sort_key(left), sort_key(right)
    return (a > b) - (a < b)


def initials(*names: str) -> str:
    """`Ayşe Nur`, `IŞIK` → `A. N. I.`: what a stranger may see of a name."""
    words = [word for name in names for word in name.split()]
    return " ".join(f"{tr_upper(word[0])}." for word in words)


# Unicode Bidirectional Algorithm, UAX 9: embeddings, overrides and isolates, and the marks of one letter's width.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_direction_marks(text: str) -> str:
    """Without the signs that make text run another way than its letters do: `fdp.exe` must not be read as `exe.pdf`."""
    return text.translate(_DIRECTION)


def csv_cell(value: object) -> str:
    """A value as a CSV cell that no spreadsheet runs as a formula: texts that begin like one get a leading apostrophe.

    Numbers stay numbers, nothing becomes an empty cell. Blanks before the sign do not hide it: some programs trim them.
    """
    text = "" if value is None else str(value).replace("\0", "")
    if not text or text[0].isalnum() or isinstance(value, int | float | Decimal):  # nearly every cell of an export
        return text
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) or text.lstrip().startswith(_FORMULA_SIGNS) else text

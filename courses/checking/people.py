"""Traces of real people in a text: an identity number, a name with a date of birth, a person's telephone."""

import re

ELEVEN_DIGITS = re.compile(r"(?<![\d.])[1-9](?:[ .-]?\d){10}(?!\d)")
MOBILE = re.compile(r"(?<!\d)(?:\+?90[\s.(-]*|0[\s.(-]*)?\(?5\d{2}\)?[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)")
GIVEN = r"[A-ZÇĞİÖŞÜ][a-zçğıöşüâîû]+"
NAME = re.compile(rf"\b{GIVEN}(?: {GIVEN})* (?:{GIVEN}|[A-ZÇĞİÖŞÜ]{{2,}}|[A-ZÇĞİÖŞÜ]\.)")
MONTHS = (
    "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d|\d{{1,2}} (?:{MONTHS})\w* (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
BIRTH = re.compile(
    rf"{DAY}[^.;]{{0,20}}(?:doğum|doğdu)|(?:doğum tarihi|d\. ?t\.|date of birth|born|dob)[^.;]{{0,15}}{DAY}"
    rf"|\({DAY}\)|(?:19|20)\d\d doğumlu|born in (?:19|20)\d\d",
    re.IGNORECASE,
)


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a Turkish identity number: the tenth and the eleventh are check digits."""
    if not re.fullmatch(r"[1-9]\d{10}", digits):
        return False
    d = [int(digit) for digit in digits]
    tenth = (7 * sum(d[0:9:2]) - sum(d[1:8:2])) % 10
    return d[9] == tenth and d[10] == sum(d[:10]) % 10


def identity_numbers(text: str) -> list[str]:
    return [found for found in ELEVEN_DIGITS.findall(text) if is_identity_number(re.sub(r"\D", "", found))]


def births(text: str) -> list[str]:
    """What says when somebody was born, in a text that names somebody by first name and surname."""
    return [found.group() for found in BIRTH.finditer(text)] if NAME.search(text) else []


def mobiles(text: str) -> list[str]:
    """Turkish mobile numbers. Fixed lines and short numbers belong to institutions."""
    return [found.strip() for found in MOBILE.findall(text)]

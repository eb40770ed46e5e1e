"""Files of questions: one module a format, with `read(data, language=)` and `write(items, language=)`.

Readers and writers know only `neutral.Item`; what becomes of the items in a bank is `assessments.domain`'s business.
"""

from types import ModuleType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.formats import aiken, csvfile, gift, moodlexml, qti, qti21, xlsx
from assessments.formats.neutral import DEFAULTS, Item, Loss, Picture, Problem, Reading, Unreadable, Writing, canonical
from assessments.formats.xml import BrokenXml
from assessments.formats.zips import Archive

MOST_BYTES = 5 * 1024 * 1024
MOST_QUESTIONS = 1000
MOST_PARTS = 200  # options, pairs, gaps of one question
FORMATS: dict[str, ModuleType] = {
    "gift": gift,
    "aiken": aiken,
    "moodlexml": moodlexml,
    "qti": qti,
    "qti21": qti21,
    "xlsx": xlsx,
    "csv": csvfile,
}
LABELS = {
    "xlsx": gettext_lazy("Excel workbook (our template)"),
    "csv": gettext_lazy("CSV (our template)"),
    "moodlexml": gettext_lazy("Moodle XML"),
    "gift": gettext_lazy("GIFT"),
    "aiken": gettext_lazy("Aiken"),
    "qti": gettext_lazy("QTI 3.0"),
    "qti21": gettext_lazy("QTI 2.1"),
}
ENDINGS = {
    "gift": "txt",
    "aiken": "txt",
    "moodlexml": "xml",
    "qti": "zip",
    "qti21": "zip",
    "xlsx": "xlsx",
    "csv": "csv",
}

__all__ = [
    "DEFAULTS",
    "ENDINGS",
    "FORMATS",
    "LABELS",
    "MOST_BYTES",
    "Item",
    "Loss",
    "Picture",
    "Problem",
    "Reading",
    "Unreadable",
    "Writing",
    "canonical",
    "guess",
    "read",
    "write",
]


def guess(name: str, data: bytes) -> str | None:
    """The format of a file by its content, and by its name where the content says nothing; None when unknown."""
    ending = name.lower().rpartition(".")[2]
    if data.startswith(b"PK"):
        try:
            names = Archive(data).entries
        except Unreadable:
            return "xlsx" if ending == "xlsx" else "qti"
        return "xlsx" if "[Content_Types].xml" in names else "qti"
    start = data[:4000].decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if start.startswith("<"):
        return "moodlexml" if "<quiz" in start else "qti"
    if ending == "csv" or any(start.split("\n", 1)[0].count(sign) >= 3 for sign in ";\t"):
        return "csv"
    if "\nANSWER:" in start.replace("\r", "\n") and "{" not in start:
        return "aiken"
    return "gift" if "{" in start or ending in ("gift", "txt") else None


def read(format_name: str, data: bytes, *, language: str = "", name: str = "") -> Reading:
    """Every question of a file, and every problem by line. Never raises for what a file holds."""
    try:
        if len(data) > MOST_BYTES:
            raise Unreadable(_("The file is larger than %(most)s MB. Split it.") % {"most": MOST_BYTES // 1024**2})
        if name.lower().endswith((".xlsm", ".xltm", ".xlsb", ".xls")):
            raise Unreadable(_("Workbooks with macros and old workbooks are refused. Save it as .xlsx."))
        if not data.strip():
            raise Unreadable(_("The file is empty."))
        reading: Reading = FORMATS[format_name].read(data, language=language)
        if len(reading.items) > MOST_QUESTIONS:
            raise Unreadable(_("The file holds more than %(most)s questions. Split it.") % {"most": MOST_QUESTIONS})
    except BrokenXml as error:
        return Reading(problems=[Problem(error.line, str(error))])
    except Unreadable as error:
        return Reading(problems=[Problem(0, str(error))])
    for item in [each for each in reading.items if len(each.parts) > MOST_PARTS]:
        reading.items.remove(item)
        told = _("This question has too many parts: at most %(most)s.") % {"most": MOST_PARTS}
        reading.bad(item.line, told, item.where)
    if not reading.items and not reading.problems:
        reading.bad(
            0, _("No question was found in this file. Is it of the format %(name)s?") % {"name": LABELS[format_name]}
        )
    reading.items = [canonical(item) for item in reading.items]
    return reading


def write(format_name: str, items: list[Item], *, language: str = "") -> Writing:
    """The same items give the same bytes. What the format cannot say is in `left_out` and `reduced`."""
    writing: Writing = FORMATS[format_name].write([canonical(item) for item in items], language=language)
    return writing

"""Reading Moodle's GIFT, from the grammar of Moodle's own importer."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.formats import weights
from assessments.formats.labels import exact_places, read_labels
from assessments.formats.neutral import Item, Piece, Reading, Unreadable
from assessments.formats.notes import Notes
from assessments.formats.texts import as_code, decimal, decode, one_line, tidy

ESCAPES = "\\:#={}~n"
_HIDDEN = {mark: chr(0xE100 + place) for place, mark in enumerate(ESCAPES)}
_SHOWN = {ord(hidden): "\n" if mark == "n" else mark for mark, hidden in _HIDDEN.items()}
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_NOTE = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,5})?)%")
_ANSWER = re.compile(r"[=~]")
_ORDERING = re.compile(r">\s*\d*\s*(?:ALL|RANDOM|CONTIGUOUS)?\s*(?:VERTICAL|HORIZONTAL)?\s*([A-Z_]*)")
BLANK = "_____"
FINE = Decimal("0.0000000001")

MOST_SIGNS = 2000  # of answers in one question; counted before it is taken apart, which takes its time


def read(data: bytes, *, language: str = "") -> Reading:
    reading = Reading()
    category: tuple[str, ...] = ()
    for line, comments, text in _blocks(decode(data)):
        if text.startswith("$CATEGORY:"):
            category = path(text.partition(":")[2].split("\n")[0])
            continue
        if text.count("~") + text.count("=") > MOST_SIGNS:
            reading.bad(line, _("This question has too many parts: at most %(most)s.") % {"most": 200})
            continue
        try:
            item = _question(line, comments, text, category, reading)
        except Unreadable as error:
            reading.bad(line, str(error))
        else:
            reading.items += [item] if item else []
    return reading


def path(text: str) -> tuple[str, ...]:
    """`$course$/top/A/B` as ("A", "B"); `//` is a slash in a name."""
    steps = [one_line(step.replace("\0", "/")) for step in text.strip().replace("//", "\0").split("/")]
    if steps and steps[0].startswith("$"):
        steps.pop(0)
    if steps and steps[0] == "top":
        steps.pop(0)
    return tuple(step for step in steps if step)


def _blocks(text: str) -> Iterator[tuple[int, list[str], str]]:
    """`(line of the first word, comments before it, text)` of everything between empty lines."""
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for at, line in enumerate([*re.split(r"\r\n?|\n", text), ""], start=1):
        if line.strip().startswith("//"):
            comments.append(line.strip()[2:])
        elif line.startswith("$CATEGORY:") and not lines:
            yield at, [], line
        elif line.strip():
            start = start if lines else at
            lines.append(line)
        else:
            if lines:
                yield start, comments, "\n".join(lines)
            lines, comments = [], []


def _question(line: int, comments: list[str], text: str, category: tuple[str, ...], reading: Reading) -> Item | None:
    hidden = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], re.sub("[\ue000-\uf8ff]", "", text)).strip()
    named = re.match(r"::(.*?)::", hidden, re.DOTALL)
    name = one_line(_show(named[1])) if named else ""
    hidden = hidden[named.end() :] if named else hidden
    before, opened, rest = hidden.partition("{")
    answers, closed, after = rest.partition("}")
    if not opened and "}" not in hidden:
        reading.skip(line, _("A text without an answer in braces is no question."))
        return None
    if not closed or not opened or "{" in answers or "{" in after or "}" in after:
        raise Unreadable(_("The braces around the answers do not match. A brace in a text is written \\{ or \\}."))
    marks = [(found[1], re.sub(r"\\(.)", r"\1", found[2])) for note in comments for found in _NOTE.finditer(note)]
    fields, others = read_labels([value for kind, value in marks if kind == "tag"])
    ids = [value for kind, value in marks if kind == "id"]
    made = _Block(before, answers, after, others)
    kind, stem, parts, told = made.read()
    if not stem:
        raise Unreadable(_("The question has no text."))
    told |= {"category": category} if category else {}
    code = as_code(ids[-1] if ids else name)
    return Item(kind, stem, code, tuple(parts), told | fields, line, notes=made.notes.all())


def _show(text: str) -> str:
    return text.translate(_SHOWN)


Found = tuple[str, str, list[Piece], dict[str, Any]]


class _Block:
    """One question whose escaped characters are hidden. `format` is that of the question; answers inherit it."""

    def __init__(self, before: str, answers: str, after: str, others: dict[str, str]) -> None:
        self.notes = Notes()
        self.others = others
        found = _FORMAT.match(before)
        self.format = found[1] if found else "moodle"
        self.before, self.after = before[found.end() :] if found else before, after
        inside, mark, general = answers.rpartition("####")
        self.answers = (inside if mark else answers).strip()
        self.general = self.text(general, lines=True) if mark else ""

    def text(self, hidden: str, *, lines: bool = False) -> str:
        found = _FORMAT.match(hidden)
        bare = _show((hidden[found.end() :] if found else hidden).strip())
        return self.notes.plain(bare, found[1] if found else self.format, lines=lines)

    def stem(self) -> str:
        before, after = self.before.rstrip("\n"), self.after.strip("\n")
        return self.notes.plain(_show(f"{before}{BLANK}{after}" if after.strip() else before), self.format, lines=True)

    def read(self) -> Found:
        kind, stem, parts, fields = self._read()
        return kind, stem, parts, fields | ({"rationale": self.general} if self.general else {})

    def _read(self) -> Found:
        answers = self.answers
        if answers.startswith(">"):
            return self.ordering()
        if not answers:
            return self.essay()
        if answers.startswith("#"):
            return self.numeric(answers[1:])
        if "~" in answers:
            return self.choice()
        if "=" in answers and "->" in answers:
            return self.matching()
        if answers.partition("#")[0].strip() in ("T", "TRUE", "F", "FALSE"):
            return self.true_false()
        return self.gap() if self.others.get("kind") == "gap" or self.after.strip() else self.short()

    def pieces(self, answers: str) -> Iterator[tuple[str, str, Decimal | None, str]]:
        """`(mark, answer, weight, feedback)` of each answer."""
        first = _ANSWER.search(answers)
        if not first or answers[: first.start()].strip():
            raise Unreadable(_("An answer begins with = when it is right and with ~ when it is wrong."))
        marks = _ANSWER.findall(answers)
        for mark, piece in zip(marks, _ANSWER.split(answers)[1:], strict=True):
            answer, _sign, feedback = piece.strip().partition("#")
            weight = _WEIGHT.match(answer)
            rest = answer[weight.end() :] if weight else answer
            yield mark, rest.strip(), Decimal(weight[1]) if weight else None, self.text(feedback)

    def choice(self) -> Found:
        found = list(self.pieces(self.answers))
        single = any(mark == "=" for mark, *_rest in found)
        parts: list[Piece] = []
        for mark, answer, weight, feedback in found:
            if single and weight not in (None, 0, 100):
                raise Unreadable(_("A single choice has no answer that is partly right: only = and ~."))
            correct = mark == "=" if single else (weight or 0) > 0
            parts.append(("option", {"text": self.text(answer), "correct": correct, "feedback": feedback}))
        if single:
            return "single", self.stem(), parts, {"scheme": "all"}
        scheme, exactly = weights.scheme_of([weight or Decimal(0) for _mark, _answer, weight, _feedback in found])
        if not exactly:
            self.notes.add(_("The weights of the options were rounded to equal shares."))
        return "multiple", self.stem(), parts, {"scheme": scheme}

    def true_false(self) -> Found:
        truth, _sign, feedback = self.answers.partition("#")
        if feedback:
            self.notes.add(_("True or false has no feedback of its own; the general feedback was kept."))
        return "true_false", self.stem(), [], {"answer_is_true": truth.strip().startswith("T"), "scheme": "all"}

    def matching(self) -> Found:
        parts: list[Piece] = []
        for mark, piece in zip(
            _ANSWER.findall(self.answers), [p.strip() for p in _ANSWER.split(self.answers)[1:]], strict=True
        ):
            prompt, arrow, match = piece.partition("->")
            if mark != "=" or not arrow or not match.strip():
                raise Unreadable(_("A pair is written “=left -> right”."))
            left, right = self.text(prompt), self.text(match)
            parts.append(("pair", {"prompt": left, "match": right}) if left else ("distractor", {"match": right}))
        return "matching", self.stem(), parts, {"scheme": "partial"}

    def ordering(self) -> Found:
        head, _newline, rest = self.answers.partition("\n")
        found = _ORDERING.match(head)
        parts: list[Piece] = [("step", {"text": self.text(line)}) for line in rest.split("\n") if line.strip()]
        scheme = "all" if found and found[1] == "ALL_OR_NOTHING" else "partial"
        return "ordering", self.stem(), parts, {"scheme": scheme}

    def accepted(self) -> list[dict[str, Any]]:
        exact = exact_places(self.others)
        found = []
        for place, (mark, answer, weight, feedback) in enumerate(self.pieces(self.answers), start=1):
            percent = 100 if weight is None else int(weight)
            if mark == "~" or percent <= 0:
                self.notes.add(_("Feedback for wrong answers was dropped: short answers have none."))
                continue
            value = {"text": self.text(answer), "percent": percent, "exact": place in exact, "feedback": feedback}
            found.append(value)
        return found

    def short(self) -> Found:
        return "short", self.stem(), [("accepted", value) for value in self.accepted()], {}

    def gap(self) -> Found:
        full = _show(f"{self.before}\x00{self.after}")
        stem, empty, passage = full.partition("\n\n")
        if not empty or "\x00" not in passage:
            stem, passage = _("Fill in the gap."), full
        before, _gap, after = passage.partition("\x00")
        plain = self.notes.plain(f"{before}[1]{after}", self.format, lines=True)
        parts: list[Piece] = [
            ("passage", {"text": plain}),
            ("gap", {"accepted": [value["text"] for value in self.accepted()]}),
        ]
        return "gap", self.notes.plain(stem, self.format, lines=True), parts, {}

    def numeric(self, answers: str) -> Found:
        answers = answers.strip()
        marked = answers if answers[:1] in ("=", "~") else f"={answers}"
        parts: list[Piece] = []
        for mark, answer, weight, feedback in self.pieces(marked):
            if feedback:
                self.notes.add(_("Feedback for single numbers was dropped; the general feedback was kept."))
            if mark == "=":
                value, tolerance = _range(_show(answer))
                percent = 100 if weight is None else int(weight)
                parts.append(("number", {"value": value, "tolerance": tolerance, "percent": percent}))
        return "numeric", self.stem(), parts, {}

    def essay(self) -> Found:
        self.notes.add(_("GIFT has no rubric: the question got one criterion. Write your own."))
        return "written", self.stem(), [("criterion", default_criterion())], {}


def default_criterion(points: int = 1, guidance: str = "") -> dict[str, Any]:
    return {"text": _("The answer as a whole"), "points": points, "guidance": tidy(guidance)}


def _range(text: str) -> tuple[Decimal, Decimal]:
    """Value and tolerance of `3.14:0.01`, `3..4` or `3`."""
    low, dots, high = text.partition("..")
    if dots:
        least, most = decimal(low), decimal(high)
        return ((least + most) / 2).quantize(FINE), (abs(most - least) / 2).quantize(FINE)
    value, _colon, tolerance = text.partition(":")
    return decimal(value), abs(decimal(tolerance)) if tolerance.strip() else Decimal(0)

"""TOML with line numbers: each value is asked for by name and type, and what nobody asked for is an error."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from courses.source.markdown import plain
from courses.source.problems import PathProblems, Problems

POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
FENCE = "+++"


@dataclass
class Table:
    """A TOML table and the lines it was read from; `first` is the number of the first of `lines` in its file."""

    data: dict[str, Any]
    lines: list[str]
    first: int
    problems: PathProblems
    asked: set[str] = field(default_factory=set)

    def line(self, key: str) -> int:
        """The line a key stands on, else the line the table starts on."""
        return self.line_after(self.first, key)

    def line_after(self, start: int, key: str) -> int:
        """The first line from `start` on that a key stands on, else `start`."""
        return self._find(start, rf"\s*(\[+)?(\w+\.)*{re.escape(key)}\s*(=|\])")

    def line_of_entry(self, start: int, key: str, number: int) -> int:
        """The line of an entry, counted from 1, of a list whose key stands on `start`, if each has its own line."""
        return self._find(start, rf"\s*([{{\[]|\[\[(\w+\.)*{re.escape(key)}\]\])", number)

    def _find(self, start: int, pattern: str, number: int = 1) -> int:
        lines = self.lines[start - self.first :]
        found = [start + place for place, text in enumerate(lines) if re.match(pattern, text)]
        return found[number - 1] if len(found) >= number else start

    def complain(self, key: str, message: str) -> None:
        self.problems.add(self.line(key), message)

    def get(self, key: str, kind: type, empty: Any, *, required: bool) -> Any:
        self.asked.add(key)
        if key not in self.data:
            if required:
                self.complain(key, f"“{key}” is missing")
            return empty
        value = self.data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.complain(key, f"“{key}” must be {_NAMES[kind]}")
            return empty
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        value = self.get(key, str, "", required=required)
        if required and key in self.data and not value.strip():
            self.complain(key, f"“{key}” is empty")
        return plain(value, self.line(key), self.problems)

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        values = self.get(key, list, [], required=required)
        if not all(isinstance(value, str) for value in values):
            self.complain(key, f"“{key}” must be a list of texts")
            return ()
        return tuple(plain(value, self.line(key), self.problems) for value in values)

    def letters(self, key: str, *, required: bool) -> dict[str, str]:
        """A table of texts, as options and feedback are."""
        values = self.get(key, dict, {}, required=required)
        if not all(isinstance(value, str) and value.strip() for value in values.values()):
            self.complain(key, f"every entry of “{key}” must be a text")
            return {}
        return {letter: plain(value, self.line(key), self.problems) for letter, value in values.items()}

    def number(self, key: str, *, least: int = 0, most: int = 32767, default: int | None = None) -> int:
        """A whole number; required unless there is a default."""
        value = self.get(key, int, least if default is None else default, required=default is None)
        if not least <= value <= most:
            self.complain(key, f"“{key}” must be from {least} to {most}")
            return least
        return int(value)

    def truth(self, key: str) -> bool:
        return bool(self.get(key, bool, False, required=True))

    def day(self, key: str) -> date:
        day: date = self.get(key, date, date.min, required=True)
        return day

    def day_or_none(self, key: str) -> date | None:
        day: date | None = self.get(key, date, None, required=False)
        return day

    def choice(self, key: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """One of the texts allowed; required unless there is a default."""
        value = self.get(key, str, default or "", required=default is None)
        if key in self.data and value not in allowed:
            self.complain(key, f"“{key}” must be one of {', '.join(allowed)}, not “{value}”")
        return str(value)

    def code(self, key: str) -> str:
        value = self.get(key, str, "", required=True)
        if key in self.data and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            self.complain(key, f"“{key}” is lower case letters, digits and hyphens, not “{value}”")
        return str(value)

    def table(self, key: str) -> "Table | None":
        if key not in self.data:
            self.asked.add(key)
            return None
        start = self.line(key)
        return Table(self.get(key, dict, {}, required=False), self.lines[start - self.first :], start, self.problems)

    def tables(self, key: str, header: str = "") -> list["Table"]:
        """The entries of an array of tables, each with its own lines; `header` when it is not the key alone."""
        entries, header = self.get(key, list, [], required=False), f"[[{header or key}]]"
        starts = [number for number, text in enumerate(self.lines) if text.lstrip().startswith(header)]
        if len(starts) != len(entries):
            self.complain(key, f"write each entry under its own {header}")
            return []
        ends = [*starts[1:], len(self.lines)][: len(starts)]
        return [
            Table(entry, self.lines[start:end], self.first + start, self.problems)
            for entry, start, end in zip(entries, starts, ends, strict=True)
        ]

    def finish(self, where: str) -> None:
        """Complain about keys nobody asked for."""
        for key in self.data:
            if key not in self.asked:
                self.complain(key, f"“{key}” is not known in {where}")


_NAMES = {
    str: "a text in quotes",
    list: "a list",
    dict: "a table",
    int: "a whole number",
    bool: "true or false",
    date: "a day",
}


def read_text(path: Path, problems: Problems) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.add(path, 1, "the file is missing")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(path, line, "the file is not UTF-8 text")
    return None


def parse(text: str, first: int, problems: PathProblems) -> Table | None:
    """TOML whose first line has the number `first` in its file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = POSITION.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        problems.add(first + line - 1, f"TOML: {POSITION.sub('', str(error))}")
        return None
    return Table(data, text.splitlines(), first, problems)


def read_table(path: Path, problems: Problems) -> Table | None:
    text = read_text(path, problems)
    return None if text is None else parse(text, 1, problems.at(path))


def read_front(path: Path, problems: Problems) -> tuple[Table, list[str], int] | None:
    """A file with front matter: the table, the lines of the body, and the number of the first of them."""
    text = read_text(path, problems)
    if text is None:
        return None
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        problems.add(path, 1, "the file must start with front matter between +++ lines")
        return None
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    table = parse("\n".join(lines[1:end]), 2, problems.at(path))
    return None if table is None else (table, lines[end + 1 :], end + 2)

"""A block of a lesson as it is written: header lines, then a body."""

from dataclasses import dataclass, field

from wagtail.blocks import CharBlock

from courses.blocks import LessonBody
from courses.source.blocks import Prose
from courses.source.markdown import plain, prose
from courses.source.problems import PathProblems

_blocks = LessonBody().child_blocks


@dataclass
class RawBlock:
    """A block as written: its header lines and the lines of its body."""

    kind: str
    name: str
    line: int
    problems: PathProblems
    headers: dict[str, tuple[int, str]] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    body_line: int = 0
    asked: set[str] = field(default_factory=set)

    def header(self, key: str, *, required: bool = True) -> str:
        self.asked.add(key)
        line, value = self.headers.get(key, (self.line, ""))
        if required and not value:
            self.problems.add(line, f"the {self.kind} “{self.name}” needs “{key}: …”")
        text = plain(value, line, self.problems)
        limit = limit_of(self.kind, key)
        if limit and len(text) > limit:
            self.problems.add(line, f"“{key}” has {len(text)} characters; at most {limit} fit")
        return text

    def choice(self, key: str) -> str:
        value = self.header(key)
        allowed = [option for option, _label in _blocks[self.kind].child_blocks[key].field.choices if option]
        if value and value not in allowed:
            self.problems.add(self.headers[key][0], f"“{key}” must be one of {', '.join(allowed)}, not “{value}”")
        return value

    def prose(self, *, required: bool) -> Prose:
        found = prose("\n".join(self.body), self.body_line, self.problems)
        if required and not found.html:
            self.problems.add(self.line, f"the {self.kind} “{self.name}” has no text")
        return found

    def entries(self) -> list[tuple[int, str]]:
        """The lines of the body that are not empty, with their numbers."""
        return [(self.body_line + n, text.rstrip()) for n, text in enumerate(self.body) if text.strip()]

    def finish(self, *, bodyless: bool = False) -> None:
        for key, (line, _value) in self.headers.items():
            if key not in self.asked:
                self.problems.add(line, f"“{key}” is not known in a {self.kind}")
        if bodyless and self.entries():
            self.problems.add(self.entries()[0][0], f"a {self.kind} has no text of its own")


def limit_of(kind: str, key: str) -> int | None:
    child = getattr(_blocks[kind], "child_blocks", {}).get(key)
    return child.field.max_length if isinstance(child, CharBlock) else None

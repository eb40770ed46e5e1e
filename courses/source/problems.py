"""What is wrong with a course source, collected so that an author sees every error at once."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True)
class SourceProblem:
    """One error: the file, the line it is on (1-based) and what is wrong, in words an author understands."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass
class Problems:
    """Collects problems while reading goes on."""

    found: list[SourceProblem] = field(default_factory=list)

    def add(self, path: Path, line: int, message: str) -> None:
        self.found.append(SourceProblem(path, line, message))

    def sorted(self) -> list[SourceProblem]:
        return sorted(set(self.found))

    def at(self, path: Path) -> "PathProblems":
        return PathProblems(self, path)


@dataclass(frozen=True)
class PathProblems:
    """The problems of one file."""

    all: Problems
    path: Path

    def add(self, line: int, message: str) -> None:
        self.all.add(self.path, line, message)

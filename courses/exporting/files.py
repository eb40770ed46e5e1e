"""The files of an export, gathered before anything is written; and what stands in its way."""

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from courses.exporting.markdown import NotMarkdown, markdown

PLAIN_NAME = re.compile(r"[\w.-]+")
PICTURES, RECORDINGS = "figures", "media"


@dataclass
class Bundle:
    """Contents by path below the folder of an export. `refusals` name what the source format cannot hold, `notes` what
    is left out because it belongs to this site alone.
    """

    course: str
    contents: dict[str, bytes] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    taken: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The folder of the course, as `load_course` takes it."""
        return f"courses/{self.course}"

    def write(self, path: str, text: str) -> None:
        """A text file of the course."""
        self.contents[f"{self.home}/{path}"] = text.encode()

    def prose(self, html: Any, where: str) -> str:
        """Rich text as Markdown."""
        try:
            return markdown(str(getattr(html, "source", html) or ""))
        except NotMarkdown as reason:
            self.refusals.append(f"{where}: {reason}")
            return ""

    def picture(self, image: Any) -> str:
        """The path of an image of Wagtail's library, below the folder of the course; its file comes along."""
        return self._file(image, PICTURES)

    def recording(self, document: Any) -> str:
        """The path of a sound, a video or captions."""
        return self._file(document, RECORDINGS)

    def _file(self, stored: Any, folder: str) -> str:
        key = (folder, stored.pk)
        if key not in self.taken:
            self.taken[key] = self._claim(stored, folder)
            with stored.open_file() as file:
                self.contents[f"{self.home}/{self.taken[key]}"] = file.read()
        return self.taken[key]

    def _claim(self, stored: Any, folder: str) -> str:
        """A name nothing else has: that of its title, which `load_course` makes of the name."""
        ending = PurePosixPath(stored.file.name).suffix.lower()
        stem = stored.title.removeprefix(f"{self.course}: ")
        if not PLAIN_NAME.fullmatch(stem) or stem.startswith("."):
            stem = re.sub(r"[^\w.-]+", "-", PurePosixPath(stored.file.name).stem).strip(".-") or "file"
        path, number = f"{folder}/{stem}{ending}", 1
        while f"{self.home}/{path}" in self.contents:
            number += 1
            path = f"{folder}/{stem}-{number}{ending}"
        return path

    def save(self, folder: Path) -> None:
        """Write everything below this folder."""
        for path, content in self.contents.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

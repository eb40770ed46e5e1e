"""Pictures, drawings and recordings that a source names."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import override
from PIL import Image, UnidentifiedImageError

from courses.media import LARGEST, check_file
from courses.source.drawings import what_is_wrong
from courses.source.problems import PathProblems

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp")


def read_figure(name: str, folder: Path, line: int, problems: PathProblems) -> Path:
    """As `read_image`, or an SVG drawing of our own."""
    if not name.lower().endswith(".svg"):
        return read_image(name, folder, line, problems)
    drawing = _file(name, folder, line, problems, "image")
    if drawing.is_file() and (wrong := what_is_wrong(drawing.read_bytes())):
        problems.add(line, f"“{name}” cannot be shown: {wrong}")
    return drawing


def read_media(name: str, endings: frozenset[str], folder: Path, line: int, problems: PathProblems) -> Path:
    """A recording or captions below the folder of the course, of one of these endings; complains when it is none. An
    empty name is let pass."""
    path = _file(name, folder, line, problems, "file")
    ending = path.suffix.lower().removeprefix(".")
    if name and ending not in endings:
        problems.add(line, f"“{name}” is no {' or '.join(sorted(endings))} file")
    elif name and path.is_file():
        if path.stat().st_size > LARGEST:
            problems.add(line, f"“{name}” is larger than {LARGEST >> 20} MB")
        try:
            with path.open("rb") as file, override("en"):
                check_file(file, ending)
        except ValidationError as error:
            problems.add(line, f"“{name}”: {' '.join(error.messages)}")
    return path


def read_image(name: str, folder: Path, line: int, problems: PathProblems) -> Path:
    """The file of that name below the folder of the course; complains when it is none. An empty name is let pass."""
    image = _file(name, folder, line, problems, "image")
    if name and image.is_file() and not _is_image(image):
        problems.add(line, f"“{name}” is not a PNG, JPEG or WebP image")
    return image


def _file(name: str, folder: Path, line: int, problems: PathProblems, what: str) -> Path:
    path = (folder / name).resolve()
    if name and not path.is_relative_to(folder.resolve()):
        problems.add(line, f"the {what} must be below the course folder, not “{name}”")
    elif name and not path.is_file():
        problems.add(line, f"there is no file “{name}”")
    return path


def _is_image(path: Path) -> bool:
    if path.suffix.lower() not in IMAGE_TYPES:
        return False
    try:
        with Image.open(path) as image:
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError):
        return False
    return True

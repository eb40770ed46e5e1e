"""Pictures that a source names."""

from pathlib import Path

from PIL import Image, UnidentifiedImageError

from courses.source.problems import PathProblems

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp")


def read_image(name: str, folder: Path, line: int, problems: PathProblems) -> Path:
    """The file of that name below the folder of the course; complains when it is none. An empty name is let pass."""
    image = (folder / name).resolve()
    if name and not image.is_relative_to(folder.resolve()):
        problems.add(line, f"the image must be below the course folder, not “{name}”")
    elif name and not image.is_file():
        problems.add(line, f"there is no file “{name}”")
    elif name and not _is_image(image):
        problems.add(line, f"“{name}” is not a PNG, JPEG or WebP image")
    return image


def _is_image(path: Path) -> bool:
    if path.suffix.lower() not in IMAGE_TYPES:
        return False
    try:
        with Image.open(path) as image:
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError):
        return False
    return True

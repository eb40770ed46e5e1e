"""Files of a course source in Wagtail's libraries: saved once, found again by title and content."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image


def images(course: str, path: Path) -> tuple[Image, bool]:
    """The picture or drawing with the content of this file, and whether it is new. The source has checked it."""
    return _find_or_save(Image, ImageFile, course, path)


def documents(course: str, path: Path) -> tuple[Document, bool]:
    """The recording or captions with the content of this file, and whether it is new."""
    return _find_or_save(Document, File, course, path)


def _find_or_save(model: Any, wrapper: type[File], course: str, path: Path) -> tuple[Any, bool]:
    digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()  # as Wagtail names the content
    title = f"{course}: {path.stem}"
    found = model.objects.filter(title=title, file_hash=digest).first()
    if found is not None:
        return found, False
    with path.open("rb") as file:
        new = model(title=title, file=wrapper(file, name=f"{course}-{path.name}"), file_size=path.stat().st_size)
        new.save()
        new._set_file_hash()
        new.save(update_fields=["file_hash"])
    return new, True

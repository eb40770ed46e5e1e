"""Recordings, captions and drawings as small as they can be, and a course that has one of every block."""

import shutil
from pathlib import Path

from django.core.management import call_command
from PIL import Image

from tests.e2e.arabic import add_arabic

SAMPLE = Path(__file__).resolve().parents[1] / "sample"

MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 40  # a second of silence: 128 kbit/s, 44.1 kHz
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nMemur: Hoş geldiniz.\n".encode()


def _box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


MP4 = _box(b"ftyp", b"isom\0\0\2\0isomiso2") + _box(b"moov", bytes(8)) + _box(b"mdat", bytes(64))


def drawing(
    inside: str = '<rect x="5" y="5" width="90" height="50" fill="#0b5563"/><text x="10" y="30">A</text>',
) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">{inside}</svg>'


def write_files(course: Path) -> None:
    """The files that the example of docs/reference/course-source.md names, in both languages."""
    for folder in ("media", "figures"):
        (course / folder).mkdir(parents=True, exist_ok=True)
    (course / "media/call.mp3").write_bytes(MP3)
    (course / "media/terminal.mp4").write_bytes(MP4)
    for language in ("tr", "en"):
        (course / f"media/terminal.{language}.vtt").write_bytes(VTT)
    (course / "figures/plan.svg").write_text(drawing(), encoding="utf-8")
    Image.new("RGB", (64, 36), (20, 90, 100)).save(course / "figures/terminal.png")


def write_every_block(folder: Path) -> Path:
    """The source of the course m3, whose one lesson has one of every block, below this folder."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    course = folder / "blocks" / "m3"
    write_files(course)
    return course


def load_every_block(folder: Path, *, arabic: bool = False) -> None:
    """Load the course m3 from a copy below this folder."""
    course = write_every_block(folder)
    if arabic:
        add_arabic(course)
    call_command("load_course", str(course), verbosity=0)

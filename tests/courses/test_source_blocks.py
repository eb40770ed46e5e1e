"""The blocks of a lesson as the reference writes them, and what an author is told when one is wrong."""

import re
from pathlib import Path

import pytest

from courses.source.blocks import BlockSource, DosDontsSource, PathSource, VideoSource
from courses.source.body import read_body
from courses.source.problems import Problems
from tests.factories.media import MP4, drawing, write_files

pytestmark = pytest.mark.once
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "course-source.md"


def example() -> str:
    """The body of the reference that has one of each new block."""
    found = re.search(r"```\n(## Bir çocuk anlatıyor.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def read(text: str, folder: Path) -> tuple[dict[str, BlockSource], list[str]]:
    problems = Problems()
    blocks = read_body(text.splitlines(), 1, folder, problems.at(folder / "l1.tr.md"))
    return {block.name: block for block in blocks}, [f"{each.line}: {each.message}" for each in problems.sorted()]


def test_the_example_of_the_reference_is_sound(tmp_path: Path) -> None:
    write_files(tmp_path)
    blocks, problems = read(example(), tmp_path)

    assert problems == []
    kinds = [block.kind for block in blocks.values() if block.kind != "heading"]
    assert kinds == [
        "content_note", "reveal", "dos_donts", "path", "audio", "video", "figure", "reflection", "field_card",
    ]  # fmt: skip
    dos, path, video = blocks["first-talk"], blocks["first-day"], blocks["terminal"]
    assert isinstance(dos, DosDontsSource)
    assert (len(dos.dos), dos.donts) == (2, ("Tutamayacağınız söz vermeyin.",))
    assert isinstance(path, PathSource)
    assert path.form == (
        "step with limit", "branch 1 with limit", "branch 1 with limit", "branch 2 with limit", "step",
    )  # fmt: skip
    assert isinstance(video, VideoSource)
    assert video.captions == (tmp_path / "media/terminal.tr.vtt").resolve()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- [+] Su verin", "- Su verin", "a line is “- [+] what to do” or “- [-] what not to do”"),
        ("- [-] Tutamayacağınız söz vermeyin.", "", "the dos_donts “first-talk” needs lines of both kinds, [+]"
         " and [-]"),
        ("captions: media/terminal.tr.vtt\n", "", "the video “terminal” needs “captions: …”"),
        ("captions: media/terminal.tr.vtt", "captions: media/call.mp3", "“media/call.mp3” is no vtt file"),
        ("Memur: Hoş geldiniz. Size bir sorum var.", "", "the video “terminal” has no text"),
        ("Arayan: Yanımda biri var, konuşamıyorum.", "", "the audio “call” has no text"),
        ("file: media/call.mp3", "file: media/none.mp3", "there is no file “media/none.mp3”"),
        ("file: media/call.mp3", "file: ../call.mp3", "the file must be below the course folder, not “../call.mp3”"),
        ("- Uzman birim | Görüşür ve kararını yazar", "- Uzman birim", "a step is “- who | does what | by when”;"
         " “- [if …] who | does what” begins a branch"),
        ("- Uzman birim | Görüşür", f"- {'x' * 101} | Görüşür", "“who” has 101 characters; at most 100 fit"),
        ("prompt: Çocuğu neden", "title: Çocuğu neden", "the reveal “why-apart” needs “prompt: …”"),
        ("note: Devriyeye", "tone: Devriyeye", "“tone” is not known in a field_card"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_in_words(tmp_path: Path, old: str, new: str, message: str) -> None:
    write_files(tmp_path)
    text = example()
    assert old in text

    _blocks, problems = read(text.replace(old, new), tmp_path)

    assert message in [problem.partition(": ")[2] for problem in problems]


@pytest.mark.parametrize(
    "captions",
    [b"1\n00:01.000 --> 00:04.000\nMerhaba", b"WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\nş".encode("utf-16")],
)
def test_captions_must_be_webvtt(tmp_path: Path, captions: bytes) -> None:
    write_files(tmp_path)
    (tmp_path / "media/terminal.tr.vtt").write_bytes(captions)

    _blocks, problems = read(example(), tmp_path)

    assert len(problems) == 1
    assert "“media/terminal.tr.vtt”: These are no captions in WebVTT" in problems[0]


def test_a_recording_must_be_what_its_name_says(tmp_path: Path) -> None:
    write_files(tmp_path)
    (tmp_path / "media/call.mp3").write_bytes(MP4)

    assert "“media/call.mp3”" in read(example(), tmp_path)[1][0]


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<script>alert(1)</script>", "<script> is not read"),
        ('<rect onclick="x()"/>', "onclick in <rect> could run something"),
        ('<use href="https://example.org/x.svg#a"/>', "<use> leads elsewhere"),
        ('<rect fill="url(https://example.org/x)"/>', "fill in <rect> fetches something"),
        ('<rect style="fill: red"/>', "style in <rect>; write attributes, as in fill"),
        ("<foreignObject/>", "<foreignObject> is not read"),
        ("<style>*{}</style>", "<style> is not read"),
        ('<a href="#x"/>', "<a> is not read"),
        ("<rect>", "it is no well-formed SVG, or it has a DOCTYPE"),
    ],
)
def test_a_drawing_holds_shapes_and_words_only(tmp_path: Path, inside: str, message: str) -> None:
    write_files(tmp_path)
    (tmp_path / "figures/plan.svg").write_text(drawing(inside))

    assert f"“figures/plan.svg” cannot be shown: {message}" in read(example(), tmp_path)[1][0]

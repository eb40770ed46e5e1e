"""One of every block arrives in both languages, and a second load leaves them alone."""

from pathlib import Path

from wagtail.documents.models import Document
from wagtail.images.models import Image

from courses.models import LessonPage
from courses.queries import lesson_view
from tests.factories.courses import load
from tests.factories.media import load_every_block


def values(language: str) -> dict[str, object]:
    page = LessonPage.objects.get(code="l1", locale__language_code=language, url_path__contains="/m3/")
    return {block.block_type: block.value for block in page.body}


def test_a_second_load_changes_nothing(site: None, tmp_path: Path) -> None:
    load_every_block(tmp_path)
    files = Document.objects.count(), Image.objects.count()

    report = load(tmp_path / "blocks" / "m3")

    assert report.nothing, report.touched
    assert (Document.objects.count(), Image.objects.count()) == files


def test_each_language_has_its_words_and_its_captions(site: None, tmp_path: Path) -> None:
    load_every_block(tmp_path)
    turkish, english = values("tr"), values("en")

    assert turkish["dos_donts"]["title"] == "İlk görüşmede"
    assert english["dos_donts"]["title"] == "In the first talk"
    assert english["dos_donts"]["donts"][0] == "Do not promise what you cannot keep."
    assert english["path"]["steps"][1]["condition"] == "If the person is a child or may be a child"
    assert english["reflection"]["prompt"].startswith("Was there a sign")
    assert english["video"]["file"] == turkish["video"]["file"]
    assert english["video"]["captions"] != turkish["video"]["captions"]
    assert english["figure"]["image"].is_svg()
    parts = [(part.block_id, part.kind) for part in lesson_view("m3", "l1", "tr").parts]
    assert parts == [(part.block_id, part.kind) for part in lesson_view("m3", "l1", "en").parts]

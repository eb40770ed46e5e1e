"""A trainer who does not code builds a lesson with every kind of block; a reviewer publishes it. In a real browser."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Locator, Page
from wagtail.documents import get_document_model
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from courses.models import CoursePage, LessonPage
from tests.e2e.people import Cast, make_cast, sign_in
from tests.e2e.test_journey import find_page
from tests.factories.media import MP3, MP4, VTT

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.usefixtures("site")]
TITLE = "Her bloktan bir ders"


@pytest.fixture
def cast(site, transactional_db, tmp_path, settings) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    Image.objects.create(title="Otogar planı", file=get_test_image_file())
    for name, content in (("ses.mp3", MP3), ("film.mp4", MP4), ("film.vtt", VTT)):
        get_document_model().objects.create(title=name, file=ContentFile(content, name=name))
    return make_cast()


def test_a_lesson_of_every_block_goes_through_the_whole_workflow(new_page, cast):
    trainer, reviewer = new_page(), new_page()
    kinds = trainer_builds_it(trainer, cast)
    assert not LessonPage.objects.get(title=TITLE).live
    reviewer_publishes_it(reviewer, cast)

    lesson = LessonPage.objects.get(title=TITLE)
    assert lesson.live
    assert [block.block_type for block in lesson.body] == kinds
    assert set(kinds) == set(lesson.body.stream_block.child_blocks)


class Editor:
    """The body of a lesson in Wagtail's editor; blocks are added at its end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.kinds: list[str] = []
        self.prefix = ""

    def add(self, kind: str) -> None:
        """From the block chooser, by its name in Turkish or any language: the option's own value is its kind."""
        label = str(LessonPage._meta.get_field("body").stream_block.child_blocks[kind].label)
        self.page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        self.prefix = f"body-{len(self.kinds)}-value"
        self.page.locator(f"[name='body-{len(self.kinds)}-type'][value='{kind}']").wait_for(state="attached")
        self.kinds.append(kind)

    def named(self, name: str) -> Locator:
        return self.page.locator(f"[name='{self.prefix}{name and '-'}{name}']")

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.named(name.replace("__", "-")).fill(value)

    def write(self, name: str = "", words: str = "Kişiye su verin. Sakin konuşun.") -> None:
        """Into a field of rich text."""
        self.named(name).locator("xpath=..").locator("[contenteditable=true]").click()
        self.page.keyboard.insert_text(words)

    def choose(self, name: str, title: str) -> None:
        """From a chooser's modal window."""
        self.page.locator(f"#{self.prefix}-{name}-chooser [data-chooser-action-choose]").first.click()
        self.page.locator(".modal a[data-chooser-modal-choice]", has_text=title).first.click()
        self.page.locator(".modal").wait_for(state="hidden")


def trainer_builds_it(page: Page, cast: Cast) -> list[str]:
    sign_in(page, cast.trainer)
    course = CoursePage.objects.get(code="m1", locale__language_code="tr")
    page.goto(f"/admin/pages/add/courses/lessonpage/{course.pk}/")
    page.locator("a[href*='template=empty']").click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=code]").fill("l9")
    editor = Editor(page)
    write_text(editor)
    write_media(editor)
    write_practice(editor)
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[name=action-submit]").click()
    page.locator(".messages li").first.wait_for()
    assert page.locator(".messages .success").count() == 1, refusals(page)
    return editor.kinds


def refusals(page: Page) -> list[str]:
    """What the form says of fields it does not take."""
    return [text for text in page.locator(".w-field__errors, .help-critical").all_inner_texts() if text.strip()]


def write_text(editor: Editor) -> None:
    editor.add("content_note")
    editor.write("text")
    editor.add("heading")
    editor.fill(text="İlk on dakika")
    editor.add("text")
    editor.write()
    editor.add("callout")
    editor.fill(title="Yapın")
    editor.write("body")
    editor.add("dos_donts")
    editor.fill(title="İlk görüşmede", dos__0__value="Ayırın.", donts__0__value="Söz vermeyin.")
    editor.add("comparison")
    editor.fill(title="Fark", left="Kaçakçılık", right="Ticaret")
    editor.fill(rows__0__value__heading="Sınır", rows__0__value__left="geçilir", rows__0__value__right="şart değil")
    editor.add("law")
    editor.choose("source", "Teyit bekleyen kural")


def write_media(editor: Editor) -> None:
    editor.add("figure")
    editor.choose("image", "Otogar planı")
    editor.fill(alt="Otogarın krokisi")
    editor.add("path")
    editor.fill(title="İlk 24 saat", steps__0__value__who="Devriye", steps__0__value__what="157’yi arar")
    editor.page.locator("[data-contentpath=steps] .c-sf-add-button").last.click()
    editor.fill(steps__1__value__who="Uzman birim", steps__1__value__what="Görüşür")
    editor.add("audio")
    editor.fill(title="Bir çağrı")
    editor.choose("file", "ses.mp3")
    editor.write("transcript")
    editor.add("video")
    editor.fill(title="Otogar")
    editor.choose("file", "film.mp4")
    editor.choose("captions", "film.vtt")
    editor.write("transcript")


def write_practice(editor: Editor) -> None:
    editor.add("checklist")
    editor.fill(title="Bakın", items__0__value__text="Belgeler başkasında")
    editor.add("reveal")
    editor.fill(prompt="Neden ayrı dinlersiniz?")
    editor.write("answer")
    editor.add("reflection")
    editor.fill(prompt="Son vardiyanızı düşünün.")
    editor.add("check")
    editor.choose("question", "m1-k1")
    editor.add("scenario")
    editor.fill(title="Gece", parts__0__value__title="Otogar")
    editor.named("parts-0-value-agency").select_option("police")
    editor.write("parts-0-value-situation")
    editor.choose("parts-0-value-decisions-0-value-question", "m1-sp1")
    editor.write("parts-0-value-model")
    editor.write("parts-0-value-trap")
    editor.add("field_card")


def reviewer_publishes_it(page: Page, cast: Cast) -> None:
    sign_in(page, cast.reviewer)
    find_page(page, TITLE)
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    page.locator(".messages .success").wait_for()

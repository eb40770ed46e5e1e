"""What an officer who learnt the sample course knows, and how such an officer answers its quiz."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

# The right options by the words of the question, in the two languages of tests/sample.
RIGHT: dict[str, tuple[str, ...]] = {
    "Rıza neyi değiştirir?": ("Araç varsa hiçbir şeyi",),
    "What does consent change?": ("Nothing, once a means was used",),
    "Hangileri araçtır?": ("Tehdit", "Hile"),
    "Which are means?": ("Threat", "Deception"),
    "Sınır geçmek şarttır.": ("Yanlış",),
    "Crossing a border is required.": ("False",),
    "Tercüman kim olur?": ("Bağımsız bir tercüman",),
    "Who interprets?": ("An independent interpreter",),
    "Çocukta araç aranmaz.": ("Doğru",),
    "For a child no means is needed.": ("True",),
    "Yetişkinde kaç unsur aranır?": ("Üç",),
    "İlk hamleniz nedir?": ("Sakince ayırırım",),
    "Kime haber verirsiniz?": ("İl Göç İdaresine ve savcıya",),
}

Choose = Callable[[Page, str], None]
Press = Callable[[Page, Locator], None]


def click(page: Page, text: str) -> None:
    page.locator("label.choice", has_text=text).first.click()


def press(page: Page, button: Locator) -> None:
    button.click()
    page.wait_for_load_state()


def answer_lesson(page: Page, choose: Choose = click, press: Press = press) -> None:
    """Answer every check and decision on the lesson page, one after another, as they open."""
    while page.locator("form[action$='/check/']:visible").count():
        form = page.locator("form[action$='/check/']:visible").first
        stem = form.locator("legend").inner_text().split("\n")[0].strip()
        for text in RIGHT[next(known for known in RIGHT if stem.startswith(known))]:
            choose(page, text)
        press(page, form.locator("button[type=submit]"))


def answer_question(page: Page, choose: Choose = click, press: Press = press) -> None:
    """Choose what is right on a question page and go on."""
    stem = page.locator("h1").inner_text().strip()
    for text in RIGHT[stem]:
        choose(page, text)
    press(page, page.locator("button[value=next]"))

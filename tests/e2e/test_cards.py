"""A field card on an officer's telephone: kept without a connection, told when it is old, gone after signing out."""

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.people import make_cast, sign_in
from tests.factories.cards import field_card, publish
from tests.factories.site import small_site

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}}
MONTH_AND_A_DAY = 31 * 24 * 60 * 60 * 1000


def opens(page: Page, path: str) -> bool:
    """In a tab of its own."""
    tab = page.context.new_page()
    try:
        return bool(tab.goto(path).ok)
    except Error:  # the browser's own page for no connection
        return False
    finally:
        tab.close()


def kept(page: Page) -> None:
    expect(page.locator("[data-say=kept]")).to_be_visible()


@pytest.fixture
def page(new_page) -> Page:
    small_site()
    officer = make_cast().officer
    page = new_page(**PHONE)
    sign_in(page, officer)
    return page


def test_a_card_opens_offline_and_nothing_else_does(page, violations):
    field_card()
    page.goto("/tr/cards/")
    kept(page)
    page.goto("/tr/cards/m1/")
    kept(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kart m1 tr")
    expect(page.locator("[data-say=checked]")).to_be_visible()
    assert page.evaluate("document.fonts.check('1rem Plex') && getComputedStyle(document.body).margin") == "0px"
    assert [opens(page, path) for path in ("/tr/cards/", "/tr/learn/", "/tr/cards/m1/1/", "/tr/")] == [
        True,
        *[False] * 3,
    ]
    assert "Işıl" not in stored(page)

    page.context.set_offline(False)
    page.goto("/tr/learn/")
    page.locator("details.menu summary").click()
    page.locator("form[action$='/logout/'] button").click()
    page.wait_for_url(lambda url: "logout" not in url)
    page.context.set_offline(True)
    assert not opens(page, "/tr/cards/m1/")
    page.context.set_offline(False)
    page.goto("/tr/cards/m1/")
    assert "login" in page.url


def stored(page: Page) -> str:
    """Everything the browser keeps of us, as text."""
    return page.evaluate(
        """async () => {
            const found = [JSON.stringify(localStorage)];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    found.push(request.url, await (await cache.match(request)).text());
                }
            }
            return found.join("\\n");
        }"""
    )


def test_a_kept_card_says_when_it_is_superseded_and_when_nobody_asked_for_a_month(page):
    card = field_card()
    page.goto("/tr/cards/m1/")
    kept(page)
    expect(page.locator("[data-say=superseded]")).to_be_hidden()

    publish(card, title="Yeni kart")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kart m1 tr")
    page.context.set_offline(False)
    expect(page.locator("[data-say=superseded]")).to_contain_text("Sürüm 2 için sayfayı yenileyin")
    page.locator("[data-say=superseded] a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yeni kart")
    expect(page.locator("[data-say=superseded]")).to_be_hidden()

    page.evaluate(f"for (const name in localStorage) localStorage[name] -= {MONTH_AND_A_DAY}")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-say=old]")).to_contain_text("30 gündür")

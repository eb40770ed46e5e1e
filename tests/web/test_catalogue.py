"""The catalogue under wishes: what fits, how many each choice would leave, and a way out when nothing does."""

import pytest

from tests.factories.pages import course_page
from tests.web.markup import read


def offered(page, name):
    """The choices of a field, as they read."""
    return [option.text for option in page.all("option") if option in below(page, name)]


def below(page, name):
    """The options of one select: those between it and the next."""
    elements = page.elements
    start = elements.index(page.one("select", name=name))
    rest = elements[start + 1 :]
    end = next((place for place, each in enumerate(rest) if each.tag != "option"), len(rest))
    return rest[:end]


def titles(page):
    return [h2.text for h2 in page.all("h2", class_="course-card__title")]


@pytest.fixture
def courses(bare_site):
    """c1: 40 minutes, police; c2: 160 minutes, everybody's; c3 in English only, for others."""
    for code, language, lessons, values in (
        ("c1", "tr", 2, {"agencies": "police", "competencies": "K1, K2"}),
        ("c2", "tr", 8, {"competencies": "K2"}),
        ("c3", "en", 1, {"agencies": "other", "competencies": "K3"}),
    ):
        course = course_page(code, language=language, lessons=lessons)
        for name, value in values.items():
            setattr(course, name, value)
        course.save_revision().publish()


def asked(client, query, language="tr"):
    return read(client.get(f"/{language}/courses/?{query}"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["c1 tr", "c2 tr"]),
        ("agency=police", ["c1 tr", "c2 tr"]),
        ("agency=other", ["c2 tr"]),
        ("competency=K1", ["c1 tr"]),
        ("minutes=60", ["c1 tr"]),
        ("minutes=180&competency=K2&agency=police", ["c1 tr", "c2 tr"]),
        ("language=en", ["c3 en"]),
        ("minutes=30", []),
    ],
)
def test_what_fits_is_shown(courses, client, query, found):
    assert titles(asked(client, query)) == found


def test_each_choice_says_how_many_it_would_leave(courses, client):
    page = asked(client, "competency=K1")
    assert offered(page, "agency") == ["her kurum", "polis (1)", "jandarma (0)", "Sahil Güvenlik (0)", "diğer (0)"]
    assert offered(page, "competency")[1:] == [
        "K1 · Hukuk ve kavramlar (1)",
        "K2 · Fark etme ve ön değerlendirme (2)",
        "K3 · Konuşma ve dinleme (0)",
    ]
    assert offered(page, "minutes")[:3] == ["her uzunlukta", "en çok 30 dakika (0)", "en çok 60 dakika (1)"]
    assert offered(page, "language") == ["Türkçe (1)", "English (0)", "العربية (0)"]


def test_nothing_found_is_said_with_a_way_out(courses, client):
    page = asked(client, "minutes=30")
    assert page.one("p", role="status").text.startswith("0 eğitim uyuyor")
    assert "/tr/courses/" in [a.attributes["href"] for a in page.all("a", class_="button")]
    assert "c3 en" not in page.one("main").text


def test_a_course_of_another_language_says_so_to_screen_readers(courses, client):
    page = asked(client, "language=en")
    assert page.one("h2", class_="course-card__title").attributes["lang"] == "en"
    assert page.one("h2", class_="course-card__title").attributes["dir"] == "ltr"


@pytest.mark.parametrize("query", ["agency=navy", "minutes=7", "competency=K99", "language=fr"])
def test_a_wish_nobody_offered_is_refused_in_words_beside_its_field(courses, client, query):
    page = asked(client, query)
    assert len(page.all("div", class_="field__error")) == 1
    assert page.one("form", class_="filters").attributes["method"] == "get"


@pytest.mark.parametrize("number", [1, 3])
def test_wishes_cost_the_same_for_one_and_three_courses(bare_site, client, django_assert_num_queries, number):
    for each in range(number):
        course_page(f"c{each}")
    client.get("/tr/courses/")
    with django_assert_num_queries(12):
        client.get("/tr/courses/?agency=police&minutes=60")


@pytest.mark.parametrize("typed", ["sirnak", "ŞIRNAK", "Şırnak", "şırnak'ta", "gösterge", "GÖSTERGELERİ"])
def test_the_search_beside_it_finds_a_word_however_it_is_typed(bare_site, client, typed):
    course = course_page("c1", lessons=1)
    course.title = "Şırnak’ta göstergeler"
    course.save_revision().publish()
    page = read(client.get("/tr/search/", {"q": typed}))
    assert "Şırnak’ta göstergeler" in [h3.text for h3 in page.all("h3")]

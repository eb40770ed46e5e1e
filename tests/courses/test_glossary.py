"""Terms of the glossary are explained where a lesson first uses them."""

import pytest
from django.utils.safestring import SafeString

from courses.glossary import Explainer, Glossary
from courses.models import GlossaryTerm


def explainer(*terms, language="tr"):
    rows = [GlossaryTerm(key=key, term=term, definition="…", forms=other) for key, term, other in terms]
    return Explainer(Glossary(rows, language))


def marked(html, *terms, language="tr"):
    given = explainer(*terms, language=language)
    return str(given.explain(SafeString(html))), list(given.found)


def button(key, text):
    return f'<button type="button" class="term" popovertarget="term-{key}">{text}</button>'


TERMS = [("rıza", "rıza", ""), ("trafficking", "insan ticareti", ""), ("victim", "insan ticareti mağduru", "")]


def test_the_first_occurrence_is_marked_with_its_ending_and_only_once():
    html, found = marked("<p>Rızanın önemi yok; rıza geçersizdir.</p>", *TERMS)
    assert html == f"<p>{button('rıza', 'Rızanın')} önemi yok; rıza geçersizdir.</p>"
    assert found == ["rıza"]


def test_the_longest_term_wins():
    html, found = marked("<p>İnsan ticareti mağdurunun hakkı</p>", *TERMS)
    assert button("victim", "İnsan ticareti mağdurunun") in html
    assert found == ["victim"]


@pytest.mark.parametrize("tag", ["a href='/x'", "h2", "button", "summary"])
def test_nothing_is_marked_inside_links_headings_and_buttons(tag):
    name = tag.split()[0]
    html, found = marked(f"<{tag}>rıza</{name}>", *TERMS)
    assert found == []
    assert html == f"<{tag}>rıza</{name}>"


def test_markup_and_entities_are_left_as_they_are():
    text = '<p title="rıza">5 &lt; 6 &amp; <b>x</b></p>'
    assert marked(text, *TERMS) == (text, [])


def test_a_word_written_alike_goes_before_one_that_shares_its_stem():
    terms = [("trafficker", "trafficker", ""), ("trafficking", "trafficking in persons", "trafficking")]
    assert marked("<p>Trafficking is a crime.</p>", *terms, language="en")[1] == ["trafficking"]


def test_a_lesson_lists_the_terms_it_explains(site, client):
    from wagtail.models import Locale

    from courses.queries import lesson_view

    view = lesson_view("m1", "l1", "tr")
    word = next(
        word
        for part in view.parts
        if part.kind == "text"
        for word in part.html.replace("<", " <").split()
        if word.isalpha()
    )
    term = GlossaryTerm(locale=Locale.objects.get(language_code="tr"), key="a-word", term=word, definition="Anlamı.")
    term.save()
    term.save_revision().publish()
    shown = lesson_view("m1", "l1", "tr")
    assert [each.key for each in shown.terms] == ["a-word"]
    assert any('popovertarget="term-a-word"' in (part.html or "") for part in shown.parts)

"""How the source writes its messages: whole sentences gettext can find, with names for what is filled in."""

import ast
import re

from tests.i18n.sources import PLACEHOLDER, ROOT, collected, gettext_calls, python_files, templates

UNTRANSLATED = {"site/web/templates/web/styleguide.html"}  # a page for the makers of the site
NAMES = {"Tanı", "–", "reading", "home"}  # the product, a dash, and names of body classes
OUTSIDE_TEXT = (
    r"{% comment %}.*?{% endcomment %}",
    r"{#.*?#}",
    r"{% blocktranslate\b.*?{% endblocktranslate %}",
    r"{%.*?%}",
    r"{{.*?}}",
    r"<svg.*?</svg>",
    r"<!.*?>",
    r"<[^>]*>",
)


def test_gettext_is_given_plain_strings():
    for path in python_files():
        for call in gettext_calls(ast.parse(path.read_text())):
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            assert call.args, f"{where}: gettext without a message"
            assert isinstance(call.args[0], ast.Constant), f"{where}: the message is made at run time"
            assert not [text for text in call.args if isinstance(text, ast.JoinedStr | ast.BinOp)], where


def test_templates_translate_literal_text():
    for path in templates():
        variable = re.search(r"{% translate\s+[^\"'\s].*?%}", path.read_text())
        assert not variable, f"{path.relative_to(ROOT)}: cannot be collected: {variable}"


def test_templates_hold_no_words_outside_gettext():
    for path in templates():
        name = str(path.relative_to(ROOT))
        if name not in UNTRANSLATED:
            assert not words_outside(path.read_text()), name


def words_outside(text: str) -> set[str]:
    """The words of a template that no tag translates, in text and in attributes that are read out."""
    labels = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"{]*[^\W\d_][^"{]*)"', text)
    for pattern in OUTSIDE_TEXT:
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return {word for word in [*text.split(), *labels] if re.search(r"[^\W\d_]{2}", word)} - NAMES


def test_messages_name_their_placeholders():
    for entry in collected():
        anonymous = re.findall(r"%[sd]", entry.msgid.replace("%%", ""))
        assert len(anonymous) < 2, entry.msgid
        assert not re.search(r"{\w*}", entry.msgid), f"str.format is not for messages: {entry.msgid}"


def test_plural_messages_fill_in_the_same():
    for entry in collected():
        if entry.msgid_plural:
            assert set(PLACEHOLDER.findall(entry.msgid)) == set(PLACEHOLDER.findall(entry.msgid_plural)), entry.msgid


def test_messages_keep_to_one_spelling():
    """British English with e-mail, enrolment, “sign in” and “curly quotes”."""
    other = re.compile(
        r"\b(e?mails?|colors?|enroll(?:ments?|s)?|log ?(?:in|out)|(?!size)\w+iz(?:e|ed|ing))\b", re.IGNORECASE
    )
    for entry in collected():
        words = PLACEHOLDER.sub("", re.sub(r"(?i)e-mail", "", entry.msgid))
        assert not other.search(words), entry.msgid
        assert not set("\"'") & set(re.sub(r"<[^>]*>", "", words)), entry.msgid

"""Writing Moodle XML. Elements stand in the order of Moodle's own export."""

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats import rubric, weights
from assessments.formats.gift_write import category_path
from assessments.formats.labels import labels
from assessments.formats.neutral import Item, Loss, NotCarried, Writing, number
from assessments.formats.xml import child, dump

GAP = re.compile(r"\[(\d+)\]")
_TRUE_SCHEMES = {
    "matching": ("partial",),
    "gap": ("partial",),
    "multiple": ("partial", "penalty"),
    "ordering": ("all", "partial"),
}
_CLOZE = re.compile(r"\{\d*:[A-Za-z_]+:")
_UNSAFE = re.compile(r"\\(?=[}#~]|$)|&(amp;)?$")


def write(items: Sequence[Item], *, language: str = "") -> Writing:
    writing, quiz, category = Writing(), Element("quiz"), ""
    for item in sorted(items, key=lambda each: (category_path(each), each.code)):
        try:
            question = _question(item, writing)
        except NotCarried as reason:
            writing.left_out.append(Loss(item.code, str(reason)))
            continue
        if category_path(item) != category:
            category = category_path(item)
            quiz.append(_category(category))
        if item.get("category") and not category_path(item):
            writing.reduced.append(Loss(item.code, _("Category: in this format no name begins or ends with a slash.")))
        quiz.append(question)
        writing.count += 1
    writing.data = dump(quiz)
    return writing


def _category(path: str) -> Element:
    question = Element("question", {"type": "category"})
    child(child(question, "category"), "text", path)
    return question


def _text(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    made = child(parent, tag, None, **attributes, format="plain_text")
    child(made, "text", text)
    return made


def _question(item: Item, writing: Writing) -> Element:
    if item.kind not in _PARTS:
        raise NotCarried(
            _("Moodle has no question in which one of several places in a picture is chosen.")
            if item.kind == "hotspot"
            else _("This kind of question is not exchanged in files.")
        )
    name, add = _PARTS[item.kind]
    question = Element("question", {"type": name})
    child(child(question, "name"), "text", item.code)
    _text(question, "questiontext", _cloze(item) if item.kind == "gap" else item.stem)
    _text(question, "generalfeedback", item.get("rationale"))
    if item.kind != "gap":
        child(question, "defaultgrade", str(item.get("points")))
    child(question, "penalty", "0")
    child(question, "hidden", "0")
    child(question, "idnumber", item.code)
    implied = {"points": item.get("points") if item.kind != "gap" else 1, **add(item, question)}
    told = labels(item, implied)
    if told:
        tags = child(question, "tags")
        for tag in told:
            child(child(tags, "tag"), "text", tag)
    if item.get("scheme") not in _TRUE_SCHEMES.get(item.kind, (item.get("scheme"),)):
        reason = _("Marking: in Moodle each right part wins a share of the points.")
        writing.reduced.append(Loss(item.code, reason))
    return question


def _answer(parent: Element, fraction: str, text: str, feedback: str = "") -> Element:
    made = _text(parent, "answer", text, fraction=fraction)
    _text(made, "feedback", feedback)
    return made


def _choice(item: Item, question: Element) -> dict[str, str]:
    single = item.kind == "single"
    child(question, "single", "true" if single else "false")
    child(question, "shuffleanswers", "true")
    child(question, "answernumbering", "none")
    fractions = ["100" if option["correct"] else "0" for option in item.of("option")]
    for option, fraction in zip(item.of("option"), fractions if single else weights.weights(item), strict=True):
        _answer(question, fraction, option["text"], option.get("feedback", ""))
    return {"scheme": "all" if single else weights.told(item)}


def _true_false(item: Item, question: Element) -> dict[str, str]:
    truth = item.get("answer_is_true")
    _answer(question, "100" if truth else "0", "true")
    _answer(question, "0" if truth else "100", "false")
    return {"scheme": "all"}


def _matching(item: Item, question: Element) -> dict[str, str]:
    child(question, "shuffleanswers", "true")
    for _name, value in item.parts:
        pair = _text(question, "subquestion", value.get("prompt", ""))
        child(child(pair, "answer"), "text", value["match"])
    return {"scheme": "partial"}


def _ordering(item: Item, question: Element) -> dict[str, str]:
    whole = item.get("scheme") == "all"
    child(question, "layouttype", "VERTICAL")
    child(question, "selecttype", "ALL")
    child(question, "selectcount", "0")
    child(question, "gradingtype", "ALL_OR_NOTHING" if whole else "ABSOLUTE_POSITION")
    child(question, "showgrading", "SHOW")
    for place, step in enumerate(item.of("step"), start=1):
        _answer(question, str(place), step["text"])
    return {"scheme": "all" if whole else "partial"}


def _cloze(item: Item) -> str:
    """The question, an empty line, and the text with `{1:SHORTANSWER:=a~=b}` for each gap."""
    passage, gaps = item.of("passage")[0]["text"], item.of("gap")
    if "\n\n" in item.stem:
        raise NotCarried(_("In this format the question of a gap text cannot have an empty line."))
    pieces = GAP.split(passage)
    if _CLOZE.search(item.stem + " ".join(pieces)):
        raise NotCarried(_("In this format the text cannot contain what looks like a gap of Moodle."))
    for place in range(1, len(pieces), 2):
        pieces[place] = _cloze_gap(gaps[int(pieces[place]) - 1]["accepted"])
    return item.stem + "\n\n" + "".join(pieces)


def _cloze_gap(accepted: Sequence[str]) -> str:
    if any(_UNSAFE.search(text) for text in accepted):
        raise NotCarried(_("In this format an accepted answer cannot end with & or hold a backslash before a sign."))
    return "{1:SHORTANSWER:" + "~".join("=" + re.sub(r"([}#~])", r"\\\1", text) for text in accepted) + "}"


def _gap(item: Item, question: Element) -> dict[str, str]:
    places = [int(place) for place in GAP.findall(item.of("passage")[0]["text"])]
    if places != sorted(places):
        raise NotCarried(_("In this format the gaps must be numbered in the order of the text."))
    return {"scheme": "partial"}


def _numeric(item: Item, question: Element) -> dict[str, str]:
    for each in item.of("number"):
        answer = _answer(question, str(each["percent"]), number(each["value"]))
        child(answer, "tolerance", number(each["tolerance"] or Decimal(0)))
    units = item.of("unit")
    if any(not each["factor"] for each in units):
        raise NotCarried(_("Moodle has no wrong units."))
    if units:
        holder = child(question, "units")
        for each in units:
            unit = child(holder, "unit")
            child(unit, "multiplier", _multiplier(each["factor"]))
            child(unit, "unit_name", each["name"])
    child(question, "unitgradingtype", "1" if units else "0")
    child(question, "unitpenalty", "1" if units else "0")
    child(question, "showunits", "1" if units else "3")
    child(question, "unitsleft", "0")
    return {}


def _multiplier(factor: Decimal) -> str:
    """How many of the unit make one of the unit of the number: the inverse of ours."""
    told = inverse(factor, 14)
    if inverse(told, 8) != factor:
        raise NotCarried(_("A factor of a unit has more digits than this format keeps."))
    return number(told)


def inverse(value: Decimal, digits: int) -> Decimal:
    """1 / value, rounded to so many digits."""
    return Context(prec=digits).divide(Decimal(1), value)


def _short(item: Item, question: Element) -> dict[str, str]:
    child(question, "usecase", "0")
    for each in item.of("accepted"):
        _answer(question, str(each["percent"]), each["text"], each.get("feedback", ""))
    return {}


def _written(item: Item, question: Element) -> dict[str, str]:
    child(question, "responseformat", "plain")
    child(question, "responserequired", "1")
    child(question, "responsefieldlines", "10")
    child(question, "attachments", "0")
    _text(question, "graderinfo", rubric.to_text(item))
    return {}


_PARTS: dict[str, tuple[str, Callable[[Item, Element], dict[str, str]]]] = {
    "single": ("multichoice", _choice),
    "multiple": ("multichoice", _choice),
    "true_false": ("truefalse", _true_false),
    "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering),
    "gap": ("cloze", _gap),
    "numeric": ("numerical", _numeric),
    "short": ("shortanswer", _short),
    "written": ("essay", _written),
}

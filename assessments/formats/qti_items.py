"""One question as an `assessmentItem`, in the spelling of 2.1."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats import rubric
from assessments.formats.neutral import Item, NotCarried, Picture, number
from assessments.formats.xml import child

GAP = re.compile(r"\[(\d+)\]")
WHY = "WHY"
TRUE_FALSE = {"tr": ("Doğru", "Yanlış"), "ar": ("صواب", "خطأ")}
SCALE = 1000
Words = dict[str, str]


def item_element(item: Item, language: str) -> tuple[Element, Picture | None]:
    """The element and the picture it shows. Raises NotCarried."""
    if item.kind not in _KINDS:
        raise NotCarried(_("This kind of question is not exchanged in files."))
    root = Element("assessmentItem", {"title": item.code, "adaptive": "false", "timeDependent": "false"})
    if language:
        root.attrib["xml:lang"] = language
    made = _Item(item, root, language)
    _KINDS[item.kind](made)
    made.finish()
    return root, made.picture


class _Item:
    """Collects declarations, body, scoring and feedback of one item, then puts them in the order of the standard."""

    def __init__(self, item: Item, root: Element, language: str) -> None:
        self.item, self.root, self.language = item, root, language
        self.points = Decimal(item.get("points"))
        self.body = Element("itemBody")
        self.processing = Element("responseProcessing")
        self.told: Words = {}
        self.by_choice = False
        self.picture: Picture | None = None

    # --- declarations ----------------------------------------------------------------------------------------------

    def declare(self, cardinality: str, base: str, right: Sequence[str] = (), name: str = "RESPONSE") -> Element:
        declared = child(
            self.root, "responseDeclaration", None, identifier=name, cardinality=cardinality, baseType=base
        )
        if right:
            holder = child(declared, "correctResponse")
            for value in right:
                child(holder, "value", value)
        return declared

    def mapping(self, declared: Element, entries: Sequence[tuple[str, Decimal]], default: Decimal, least: str) -> None:
        attributes = {"defaultValue": number(default), "upperBound": number(self.points)}
        holder = child(declared, "mapping", None, **(attributes | ({"lowerBound": least} if least else {})))
        text = declared.get("baseType") == "string"
        for key, value in entries:
            case = {"caseSensitive": "false"} if text else {}
            child(holder, "mapEntry", None, mapKey=key, mappedValue=number(value), **case)

    def share(self, count: int) -> Decimal:
        return (self.points / count).quantize(Decimal("0.00001"), ROUND_HALF_UP)

    # --- scoring ---------------------------------------------------------------------------------------------------

    def set_score(self, parent: Element, value: Decimal | None = None) -> Element:
        made = child(parent, "setOutcomeValue", None, identifier="SCORE")
        if value is not None:
            child(made, "baseValue", number(value), baseType="float")
        return made

    def score_whole(self) -> None:
        """All points when the response is the right one."""
        then = child(child(self.processing, "responseCondition"), "responseIf")
        match = child(then, "match")
        child(match, "variable", None, identifier="RESPONSE")
        child(match, "correct", None, identifier="RESPONSE")
        self.set_score(then, self.points)

    def score_mapped(self) -> None:
        child(self.set_score(self.processing), "mapResponse", None, identifier="RESPONSE")

    def score_parts(self, declared: Element, right: Sequence[str], wrong: Sequence[str]) -> None:
        """The scheme of the question over response values."""
        scheme = self.item.get("scheme")
        if scheme == "all":
            self.score_whole()
            return
        each = self.share(len(right))
        lost = -each if scheme == "penalty" else Decimal(0)
        entries = [*((key, each) for key in right), *((key, lost) for key in wrong)]
        self.mapping(declared, entries, lost if not wrong else Decimal(0), "0")
        self.score_mapped()

    # --- the body --------------------------------------------------------------------------------------------------

    def paragraphs(self, parent: Element, text: str) -> None:
        for piece in text.split("\n\n"):
            lines(child(parent, "p"), piece)

    def ask(self) -> None:
        self.paragraphs(self.body, self.item.stem)

    def finish(self) -> None:
        score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
        outcome = child(self.root, "outcomeDeclaration", None, **score, normalMaximum=number(self.points))
        child(child(outcome, "defaultValue"), "value", "0")
        why = self.item.get("rationale")
        feedback = self.told | ({WHY: why} if why else {})
        if feedback:
            self._feedback(why)
        self.root.append(self.body)
        if len(self.processing):
            self.root.append(self.processing)
        for name, text in feedback.items():
            shown = {"outcomeIdentifier": "FEEDBACK", "identifier": name, "showHide": "show"}
            holder = child(self.root, "modalFeedback", None, **shown)
            lines(child(holder, "p"), text)

    def _feedback(self, why: str) -> None:
        names = {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}
        child(self.root, "outcomeDeclaration", None, **names)
        together = child(child(self.processing, "setOutcomeValue", None, identifier="FEEDBACK"), "multiple")
        if self.by_choice:
            child(together, "variable", None, identifier="RESPONSE")
        if why:
            child(together, "baseValue", WHY, baseType="identifier")
        for name in self.told if not self.by_choice else ():
            then = child(child(self.processing, "responseCondition"), "responseIf")
            match = child(then, "stringMatch", None, caseSensitive="false")
            child(match, "variable", None, identifier="RESPONSE")
            child(match, "baseValue", self.item.of("accepted")[int(name[1:]) - 1]["text"], baseType="string")
            more = child(child(then, "setOutcomeValue", None, identifier="FEEDBACK"), "multiple")
            child(more, "variable", None, identifier="FEEDBACK")
            child(more, "baseValue", name, baseType="identifier")


def lines(parent: Element, text: str) -> None:
    """Text with its line ends as `<br/>`; empty lines as two of them."""
    first, *rest = text.split("\n")
    parent.text = first
    for line in rest:
        child(parent, "br").tail = line


def ids(count: int, letter: str) -> list[str]:
    return [f"{letter}{place}" for place in range(1, count + 1)]


def _choice(made: _Item) -> None:
    item, options = made.item, made.item.of("option")
    names = ids(len(options), "o")
    right = [name for name, option in zip(names, options, strict=True) if option["correct"]]
    single = item.kind == "single"
    declared = made.declare("single" if single else "multiple", "identifier", right)
    made.ask()
    body = child(
        made.body,
        "choiceInteraction",
        None,
        responseIdentifier="RESPONSE",
        shuffle="true",
        maxChoices="1" if single else "0",
    )
    for name, option in zip(names, options, strict=True):
        child(body, "simpleChoice", option["text"], identifier=name)
    _tell(made, names, options)
    if single:
        made.score_whole()
    else:
        made.score_parts(declared, right, [name for name in names if name not in right])


def _tell(made: _Item, names: Sequence[str], options: Sequence[dict[str, object]]) -> None:
    made.told = {n: str(o["feedback"]) for n, o in zip(names, options, strict=True) if o.get("feedback")}
    made.by_choice = True


def _true_false(made: _Item) -> None:
    made.declare("single", "identifier", ["true" if made.item.get("answer_is_true") else "false"])
    made.ask()
    asked = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
    body = child(made.body, "choiceInteraction", None, **asked)
    for name, text in zip(("true", "false"), TRUE_FALSE.get(made.language, ("True", "False")), strict=True):
        child(body, "simpleChoice", text, identifier=name)
    made.score_whole()


def _ordering(made: _Item) -> None:
    steps = made.item.of("step")
    names = ids(len(steps), "o")
    made.declare("ordered", "identifier", names)
    made.ask()
    body = child(made.body, "orderInteraction", None, responseIdentifier="RESPONSE", shuffle="true")
    for name, step in zip(names, steps, strict=True):
        child(body, "simpleChoice", step["text"], identifier=name)
    made.score_whole()


def _matching(made: _Item) -> None:
    pairs = made.item.of("pair")
    matches = list(dict.fromkeys(value["match"] for _name, value in made.item.parts))
    right = [f"p{place} m{matches.index(pair['match']) + 1}" for place, pair in enumerate(pairs, start=1)]
    declared = made.declare("multiple", "directedPair", right)
    made.ask()
    asked = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": str(len(pairs))}
    body = child(made.body, "matchInteraction", None, **asked)
    for letter, texts, most in (("p", [pair["prompt"] for pair in pairs], "1"), ("m", matches, "0")):
        group = child(body, "simpleMatchSet")
        for name, text in zip(ids(len(texts), letter), texts, strict=True):
            child(group, "simpleAssociableChoice", text, identifier=name, matchMax=most)
    made.score_parts(declared, right, [])


def _gap(made: _Item) -> None:
    gaps, scheme = made.item.of("gap"), made.item.get("scheme")
    pieces = GAP.split(made.item.of("passage")[0]["text"])
    if [int(place) for place in pieces[1::2]] != list(range(1, len(gaps) + 1)):
        raise NotCarried(_("In this format the gaps must be numbered in the order of the text."))
    each = made.share(len(gaps))
    for name, gap in zip(ids(len(gaps), "RESPONSE"), gaps, strict=True):
        declared = made.declare("single", "string", gap["accepted"][:1], name)
        lost = -each if scheme == "penalty" else Decimal(0)
        made.mapping(declared, [(text, each) for text in gap["accepted"]], lost, "")
    made.paragraphs(child(made.body, "div", None, **{"class": "stem"}), made.item.stem)
    _passage(child(made.body, "div", None, **{"class": "passage"}), pieces)
    _score_gaps(made, len(gaps), each)


def _passage(holder: Element, pieces: Sequence[str]) -> None:
    """Paragraphs with an entry for each gap; `pieces` are text and number in turn."""
    paragraph = child(holder, "p")
    for place, piece in enumerate(pieces):
        if place % 2:
            child(paragraph, "textEntryInteraction", None, responseIdentifier=f"RESPONSE{piece}")
            continue
        first, *rest = piece.split("\n")
        _append(paragraph, first)
        for line in rest:
            child(paragraph, "br").tail = line or None


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _score_gaps(made: _Item, count: int, each: Decimal) -> None:
    names = ids(count, "RESPONSE")
    if made.item.get("scheme") == "all":
        then = child(child(made.processing, "responseCondition"), "responseIf")
        both = child(then, "and")
        for name in names:
            least = child(both, "gte")
            child(least, "mapResponse", None, identifier=name)
            child(least, "baseValue", number(each), baseType="float")
        made.set_score(then, made.points)
        return
    most = child(made.set_score(made.processing), "max")
    child(most, "baseValue", "0", baseType="float")
    total = child(most, "sum")
    for name in names:
        child(total, "mapResponse", None, identifier=name)


def _numeric(made: _Item) -> None:
    if made.item.of("unit"):
        raise NotCarried(_("QTI has no units."))
    numbers = made.item.of("number")
    made.declare("single", "float", [number(numbers[0]["value"])])
    made.ask()
    child(child(made.body, "p"), "textEntryInteraction", None, responseIdentifier="RESPONSE")
    condition = child(made.processing, "responseCondition")
    for place, each in enumerate(numbers):
        then = child(condition, "responseElseIf" if place else "responseIf")
        tolerance = number(each["tolerance"] or Decimal(0))
        equal = child(then, "equal", None, toleranceMode="absolute", tolerance=f"{tolerance} {tolerance}")
        child(equal, "variable", None, identifier="RESPONSE")
        child(equal, "baseValue", number(each["value"]), baseType="float")
        made.set_score(then, made.points * each["percent"] / 100)


def _short(made: _Item) -> None:
    accepted = made.item.of("accepted")
    best = max(accepted, key=lambda each: int(each["percent"]))
    declared = made.declare("single", "string", [best["text"]])
    made.mapping(declared, [(a["text"], made.points * a["percent"] / 100) for a in accepted], Decimal(0), "")
    made.ask()
    child(child(made.body, "p"), "textEntryInteraction", None, responseIdentifier="RESPONSE")
    made.score_mapped()
    names = ids(len(accepted), "a")
    made.told = {name: each["feedback"] for name, each in zip(names, accepted, strict=True) if each.get("feedback")}


def _hotspot(made: _Item) -> None:
    item, regions = made.item, made.item.of("region")
    shown = item.of("picture")[0]
    picture: Picture = shown["image"]
    if not picture.data:
        raise NotCarried(_("The picture of this question is missing or cannot be read."))
    names = ids(len(regions), "o")
    right = [name for name, region in zip(names, regions, strict=True) if region["correct"]]
    declared = made.declare("multiple" if len(right) > 1 else "single", "identifier", right)
    made.ask()
    most = "0" if len(right) > 1 else "1"
    body = child(made.body, "hotspotInteraction", None, responseIdentifier="RESPONSE", maxChoices=most)
    file = {"data": f"../images/{picture.digest[:32]}.png", "type": "image/png"}
    child(body, "object", shown["alt"], **file, width=str(picture.width), height=str(picture.height))
    for name, region in zip(names, regions, strict=True):
        place = {"shape": region["shape"], "coords": pixels(region["shape"], region["coords"], picture)}
        child(body, "hotspotChoice", None, identifier=name, **place, hotspotLabel=region["label"])
    made.picture = picture
    _tell(made, names, regions)
    made.score_parts(declared, right, [name for name in names if name not in right])


def pixels(shape: str, coords: str, picture: Picture) -> str:
    """Thousandths as pixels: a rectangle by its corners, the radius of a circle by the width."""
    n = [int(each) for each in re.findall(r"\d+", coords)]
    if shape == "rect":
        n = [n[0], n[1], min(SCALE, n[0] + n[2]), min(SCALE, n[1] + n[3])]
    sizes = [picture.width, picture.height] * len(n)
    return ",".join(str(round(each * size / SCALE)) for each, size in zip(n, sizes, strict=False))


def thousandths(shape: str, coords: Sequence[Decimal], picture: Picture) -> str:
    """The reverse; rectangles as x, y, width, height."""
    sizes = [picture.width, picture.height] * len(coords)
    n = [max(0, min(SCALE, round(each * SCALE / size))) for each, size in zip(coords, sizes, strict=False)]
    if shape == "rect":
        n = [n[0], n[1], max(0, n[2] - n[0]), max(0, n[3] - n[1])]
    return ", ".join(map(str, n))


def _written(made: _Item) -> None:
    made.points = Decimal(sum(criterion["points"] for criterion in made.item.of("criterion")))
    made.declare("single", "string")
    holder = child(made.body, "rubricBlock", None, view="scorer")
    lines(child(holder, "p"), rubric.to_text(made.item))
    made.ask()
    child(made.body, "extendedTextInteraction", None, responseIdentifier="RESPONSE")


_KINDS = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "gap": _gap,
    "numeric": _numeric,
    "short": _short,
    "hotspot": _hotspot,
    "written": _written,
}

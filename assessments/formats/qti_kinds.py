"""What an `assessmentItem` (spelt as 2.1) asks and what it holds for right."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from assessments.formats import rubric
from assessments.formats.gift_read import default_criterion
from assessments.formats.neutral import Piece, Unreadable
from assessments.formats.notes import Notes
from assessments.formats.pictures import clean
from assessments.formats.qti_items import WHY, thousandths
from assessments.formats.qti_text import text_of
from assessments.formats.texts import decimal, one_line
from assessments.formats.xml import inner

Fetch = Callable[[str], bytes]


def read_item(root: Element, fetch: Fetch, exact: set[int]) -> "Read":
    """Raises Unreadable for what is not understood."""
    made = Read(root, fetch, exact)
    made.read()
    return made


class Read:
    """One item being read: `kind`, `stem`, `parts`, `fields`, `notes` are there after `read`."""

    def __init__(self, root: Element, fetch: Fetch, exact: set[int]) -> None:
        self.root, self.fetch, self.exact = root, fetch, exact
        self.notes = Notes()
        body = root.find("itemBody")
        if body is None:
            raise Unreadable(_("The question has no text."))
        self.body = body
        self.kind, self.stem = "", ""
        self.parts: list[Piece] = []
        self.fields: dict[str, Any] = {}
        self.declared = {each.get("identifier", ""): each for each in root.findall("responseDeclaration")}
        self.feedback = self._feedback()

    def read(self) -> None:
        found = [node for node in self.body.iter() if str(node.tag).endswith("Interaction")]
        names = {str(node.tag) for node in found}
        if len(names) != 1 or (len(found) > 1 and names != {"textEntryInteraction"}):
            raise Unreadable(_("A question with %(what)s is not taken over.") % {"what": self._said(names)})
        reader = _READERS.get(names.pop())
        if reader is None:
            raise Unreadable(_("A question with %(what)s is not taken over.") % {"what": str(found[0].tag)})
        self.fields |= self._points()
        reader(self, found)
        if not self.stem:
            self.stem = text_of(self.body, self.notes)
        if not self.stem:
            raise Unreadable(_("The question has no text."))
        why = self.feedback.pop(WHY, "")
        if self.feedback:
            why = "\n\n".join([why, *self.feedback.values()]).strip()
            self.notes.add(_("Feedback that belongs to no answer was put into the explanation."))
        self.fields |= {"rationale": why} if why else {}

    @staticmethod
    def _said(names: set[str]) -> str:
        return ", ".join(sorted(names))[:100] or _("no answer to give")

    def _feedback(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for node in self.root.findall("modalFeedback"):
            text = text_of(node, self.notes)
            if text:
                found.setdefault(node.get("identifier", ""), text)
        return found

    def _points(self) -> dict[str, int]:
        for outcome in self.root.findall("outcomeDeclaration"):
            most = outcome.get("normalMaximum")
            if outcome.get("identifier") == "SCORE" and most:
                points = int(max(Decimal(1), min(Decimal(20), decimal(most).to_integral_value(ROUND_HALF_UP))))
                return {"points": points}
        return {}

    # --- declarations ----------------------------------------------------------------------------------------------

    def response(self, interaction: Element) -> Element:
        declared = self.declared.get(interaction.get("responseIdentifier", ""))
        if declared is None:
            raise Unreadable(_("The answer is not declared."))
        return declared

    def right(self, declared: Element) -> list[str]:
        return [inner(value).strip() for value in declared.findall("correctResponse/value")]

    def mapped(self, declared: Element) -> list[tuple[str, Decimal]]:
        return [
            (entry.get("mapKey", ""), decimal(entry.get("mappedValue", "0")))
            for entry in declared.findall("mapping/mapEntry")
        ]

    def right_or_mapped(self, declared: Element) -> list[str]:
        """What is right; where nothing is said to be, what wins."""
        right = self.right(declared) or [key for key, value in self.mapped(declared) if value > 0]
        if not right:
            raise Unreadable(_("The question does not say what is right."))
        return right

    def scheme(self, declared: Element) -> str:
        """From the scoring: mapped responses share points, and negative values take some away."""
        processing = self.root.find("responseProcessing")
        template = (processing.get("template", "") if processing is not None else "").lower()
        maps = processing is not None and processing.find(".//mapResponse") is not None
        matches = processing is not None and processing.find(".//match") is not None
        if not maps and "map_response" not in template:
            if not matches and "match_correct" not in template:
                self.notes.add(_("The scoring of the file was not understood: all points for a right answer."))
            return "all"
        mapping = declared.find("mapping")
        default = decimal(mapping.get("defaultValue", "0")) if mapping is not None else Decimal(0)
        return "penalty" if default < 0 or any(value < 0 for _key, value in self.mapped(declared)) else "partial"

    def text(self, node: Element) -> str:
        return one_line(text_of(node, self.notes))

    # --- kinds -----------------------------------------------------------------------------------------------------

    def choice(self, found: list[Element]) -> None:
        declared = self.response(found[0])
        right = self.right_or_mapped(declared)
        choices = {node.get("identifier", ""): self.text(node) for node in found[0].findall("simpleChoice")}
        self.check_known(right, choices)
        if set(choices) == {"true", "false"} and len(right) == 1:
            self.kind, self.fields["answer_is_true"] = "true_false", right == ["true"]
            self.fields["scheme"] = "all"
            return
        self.kind = "single" if declared.get("cardinality") == "single" else "multiple"
        self.fields["scheme"] = "all" if self.kind == "single" else self.scheme(declared)
        for name, text in choices.items():
            value = {"text": text, "correct": name in right, "feedback": one_line(self.feedback.pop(name, ""))}
            self.parts.append(("option", value))

    def check_known(self, right: list[str], known: dict[str, Any]) -> None:
        if not set(right) <= set(known):
            raise Unreadable(_("The right answer names a choice that does not exist."))

    def order(self, found: list[Element]) -> None:
        declared = self.response(found[0])
        choices = {node.get("identifier", ""): self.text(node) for node in found[0].findall("simpleChoice")}
        right = self.right_or_mapped(declared)
        self.check_known(right, choices)
        if len(right) != len(choices) or len(set(right)) != len(right):
            raise Unreadable(_("The right order must name every choice once."))
        self.kind, self.fields["scheme"] = "ordering", "all"
        self.parts = [("step", {"text": choices[name]}) for name in right]

    def match(self, found: list[Element]) -> None:
        declared = self.response(found[0])
        groups = found[0].findall("simpleMatchSet")
        if len(groups) != 2:
            raise Unreadable(_("A matching question needs two sets."))
        left, matches = (
            {node.get("identifier", ""): self.text(node) for node in group.findall("simpleAssociableChoice")}
            for group in groups
        )
        pairs = dict(_pair(text) for text in self.right_or_mapped(declared))
        self.check_known(list(pairs), left)
        self.check_known(list(pairs.values()), matches)
        if set(pairs) != set(left):
            raise Unreadable(_("Every line on the left needs one match."))
        self.kind, self.fields["scheme"] = "matching", self.scheme(declared)
        self.parts = [("pair", {"prompt": left[name], "match": matches[pairs[name]]}) for name in left]
        used = set(pairs.values())
        self.parts += [("distractor", {"match": text}) for name, text in matches.items() if name not in used]

    def entry(self, found: list[Element]) -> None:
        declared = self.response(found[0])
        passage = next((node for node in self.body.iter("div") if node.get("class") == "passage"), None)
        if len(found) == 1 and declared.get("baseType") in ("float", "integer"):
            self.numeric(declared)
        elif len(found) > 1 or passage is not None:
            self.gap(found, passage)
        else:
            self.short(declared)

    def numeric(self, declared: Element) -> None:
        self.kind, self.fields["scheme"] = "numeric", "all"
        most = Decimal(self.fields.get("points", 1))
        for branch in [node for node in self.root.iter() if node.tag in ("responseIf", "responseElseIf")]:
            equal, score = branch.find("equal"), branch.find("setOutcomeValue/baseValue")
            if equal is None or score is None:
                continue
            bounds = [decimal(each) for each in (equal.get("tolerance") or "0").split()] or [Decimal(0)]
            value = inner(equal, "baseValue").strip() or (self.right(declared) or [""])[0]
            percent = max(1, min(100, int(decimal(inner(score)) * 100 / most)))
            number = {"value": decimal(value), "tolerance": max(map(abs, bounds)), "percent": percent}
            self.parts.append(("number", number))
        if not self.parts:
            only = decimal(self.right_or_mapped(declared)[0])
            self.parts = [("number", {"value": only, "tolerance": Decimal(0), "percent": 100})]

    def gap(self, found: list[Element], passage: Element | None) -> None:
        self.kind = "gap"
        names = [node.get("responseIdentifier", "") for node in found]
        entries = {name: f"[{place}]" for place, name in enumerate(names, start=1)}
        schemes = []
        gaps: list[Piece] = []
        for node in found:
            declared = self.response(node)
            mapped = [key for key, value in self.mapped(declared) if value > 0]
            gaps.append(("gap", {"accepted": [one_line(text) for text in mapped or self.right_or_mapped(declared)]}))
            schemes.append(self.scheme(declared))
        if passage is not None:
            text = text_of(passage, self.notes, entries=entries)
            parent = next((node for node in self.body if node.get("class") == "stem"), None)
            self.stem = text_of(parent, self.notes) if parent is not None else _("Fill in the gaps.")
        else:
            text, self.stem = text_of(self.body, self.notes, entries=entries), _("Fill in the gaps.")
        self.fields["scheme"] = "all" if self.root.find(".//responseProcessing//and") is not None else schemes[0]
        self.parts = [("passage", {"text": text}), *gaps]

    def short(self, declared: Element) -> None:
        self.kind, self.fields["scheme"] = "short", "all"
        most = Decimal(self.fields.get("points", 1))
        mapped = [(key, value) for key, value in self.mapped(declared) if value > 0]
        if not mapped:
            mapped = [(key, most) for key in self.right_or_mapped(declared)]
        for place, (key, value) in enumerate(mapped, start=1):
            percent = max(1, min(100, int(value * 100 / most)))
            feedback = one_line(self.feedback.pop(f"a{place}", ""))
            accepted = {
                "text": one_line(key),
                "percent": percent,
                "exact": place in self.exact,
                "feedback": feedback,
            }
            self.parts.append(("accepted", accepted))

    def hotspot(self, found: list[Element]) -> None:
        declared = self.response(found[0])
        right = self.right_or_mapped(declared)
        shown = next((node for node in found[0].iter() if node.tag in ("object", "img")), None)
        if shown is None:
            raise Unreadable(_("A question on a picture needs one picture."))
        href = shown.get("data") or shown.get("src") or ""
        picture = clean(href.rpartition("/")[2], self.fetch(href))
        scaled = _scale(shown, picture.width, picture.height)
        alt = one_line(shown.get("alt", "") or inner(shown))
        self.kind, self.fields["scheme"] = "hotspot", self.scheme(declared)
        self.parts = [("picture", {"image": picture, "alt": alt})]
        known = {node.get("identifier", ""): node for node in found[0].findall("hotspotChoice")}
        self.check_known(right, known)
        for name, node in known.items():
            shape = node.get("shape", "")
            if shape not in ("rect", "circle", "poly"):
                raise Unreadable(_("A place of the shape %(shape)s is not taken over.") % {"shape": shape[:20]})
            numbers = [decimal(each) for each in node.get("coords", "").replace(" ", ",").split(",") if each]
            numbers = [n * scaled[place % 2] for place, n in enumerate(numbers)]
            if len(numbers) < 3 or (shape == "rect" and len(numbers) != 4) or (shape == "circle" and len(numbers) != 3):
                raise Unreadable(_("The position of a place in the picture cannot be read."))
            value = {
                "label": one_line(node.get("hotspotLabel", "")) or name,
                "shape": shape,
                "coords": thousandths(shape, numbers, picture),
                "correct": name in right,
                "feedback": one_line(self.feedback.pop(name, "")),
            }
            self.parts.append(("region", value))

    def essay(self, found: list[Element]) -> None:
        self.kind, self.fields["scheme"] = "written", "all"
        told = "\n".join(text_of(node, self.notes) for node in self.body.iter("rubricBlock"))
        parts = rubric.from_text(told)
        if parts is None:
            self.notes.add(_("No rubric was found: the question got one criterion. Write your own."))
            parts = [("criterion", default_criterion(self.fields.get("points", 1), told))]
        self.parts = parts
        self.fields.pop("points", None)


def _pair(text: str) -> tuple[str, str]:
    left, _blank, right = " ".join(text.split()).partition(" ")
    return left, right


def _scale(shown: Element, width: int, height: int) -> tuple[Decimal, Decimal]:
    """What turns the coordinates of the file into pixels of the picture as it was kept."""
    found = []
    for name, size in (("width", width), ("height", height)):
        told = decimal(shown.get(name) or str(size))
        found.append(Decimal(size) / told if told > 0 else Decimal(1))
    return found[0], found[1]


_READERS: dict[str, Callable[[Read, list[Element]], None]] = {
    "choiceInteraction": Read.choice,
    "orderInteraction": Read.order,
    "matchInteraction": Read.match,
    "textEntryInteraction": Read.entry,
    "hotspotInteraction": Read.hotspot,
    "extendedTextInteraction": Read.essay,
}

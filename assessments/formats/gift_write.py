"""Writing Moodle's GIFT. See docs/reference/question-formats.md for what it carries."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.formats import weights
from assessments.formats.labels import labels
from assessments.formats.neutral import Item, Loss, NotCarried, Writing, number

GAP = re.compile(r"\[1\]")
_WEIGHT = re.compile(r"%-?\d{1,3}(\.\d+)?%")
_TRUE_SCHEMES = {"matching": ("partial",), "multiple": ("partial", "penalty"), "ordering": ("all", "partial")}
_RAW = re.compile(r"[{}\\]|####|^//|^\[(html|moodle|plain|markdown)\]")


def write(items: Sequence[Item], *, language: str = "") -> Writing:
    writing = Writing()
    blocks, category = [], ""
    for item in sorted(items, key=lambda each: (category_path(each), each.code)):
        try:
            block = _block(item, writing)
        except NotCarried as reason:
            writing.left_out.append(Loss(item.code, str(reason)))
            continue
        if category_path(item) != category:
            category = category_path(item)
            blocks.append(f"$CATEGORY: {category}")
        if item.get("category") and not category_path(item):
            writing.reduced.append(Loss(item.code, _("Category: in this format no name begins or ends with a slash.")))
        blocks.append(block)
        writing.count += 1
    writing.data = "".join(f"{block}\n\n" for block in blocks).encode()
    return writing


def category_path(item: Item) -> str:
    """As Moodle writes it: a slash in a name is doubled, so no name may begin or end with one."""
    steps = item.get("category")
    if not steps or any(step.startswith("/") or step.endswith("/") for step in steps):
        return ""
    return "/".join(["$course$", "top", *(step.replace("/", "//") for step in steps)])


def escape(text: str) -> str:
    return re.sub(r"([\\#=~{}:])", r"\\\1", text).replace("\n", r"\n")


def answer(text: str) -> str:
    """A text inside the braces. What begins like the name of a format gets one, because the reader takes one away."""
    return f"[plain]{escape(text)}" if text.startswith("[") else escape(text)


def _block(item: Item, writing: Writing) -> str:
    before, lines, after, implied = _ANSWERS.get(item.kind, _not_here)(item)
    told = labels(item, implied) + (["tani:kind=gap"] if item.kind == "gap" else [])
    marks = "".join(f" [tag:{_in_comment(tag)}]" for tag in told)
    rationale = item.get("rationale")
    lines = [*lines, f"\t####{answer(rationale)}"] if rationale else lines
    if item.get("scheme") not in _TRUE_SCHEMES.get(item.kind, (item.get("scheme"),)):
        reason = _("Marking: in Moodle each right part wins a share of the points.")
        writing.reduced.append(Loss(item.code, reason))
    body = "{" + "\n".join([*lines, "}"]) if lines else "{}"
    return f"// [id:{item.code}]{marks}\n::{escape(item.code)}::[plain]{before}{body}{after}"


def _in_comment(text: str) -> str:
    return text.replace("\\", "\\\\").replace("]", "\\]")


Answers = tuple[str, list[str], str, dict[str, str]]
"""Text before the braces, lines in them, text after them, and the fields they tell."""


def _not_here(item: Item) -> Answers:
    reasons = {
        "hotspot": _("GIFT has no pictures."),
        "written": _("GIFT has no rubric."),
    }
    raise NotCarried(reasons.get(item.kind, _("This kind of question is not exchanged in files.")))


def _with_feedback(line: str, feedback: str) -> str:
    return f"{line}#{answer(feedback)}" if feedback else line


def _single(item: Item) -> Answers:
    lines = [""]
    for option in item.of("option"):
        if option["correct"] and _WEIGHT.match(option["text"]):
            raise NotCarried(_("In GIFT a right answer cannot begin with a number between per cent signs."))
        mark = "=" if option["correct"] else "~%0%" if _WEIGHT.match(option["text"]) else "~"
        lines.append(_with_feedback(f"\t{mark}{answer(option['text'])}", option.get("feedback", "")))
    return escape(item.stem), lines, "", {"scheme": "all"}


def _multiple(item: Item) -> Answers:
    lines = [""]
    for option, weight in zip(item.of("option"), weights.weights(item), strict=True):
        lines.append(_with_feedback(f"\t~%{weight}%{answer(option['text'])}", option.get("feedback", "")))
    return escape(item.stem), lines, "", {"scheme": weights.told(item)}


def _true_false(item: Item) -> Answers:
    return escape(item.stem), ["TRUE" if item.get("answer_is_true") else "FALSE"], "", {"scheme": "all"}


def _matching(item: Item) -> Answers:
    lines = [""]
    for name, value in item.parts:
        prompt = value.get("prompt", "") if name == "pair" else ""
        if "->" in prompt:
            raise NotCarried(_("In GIFT a prompt cannot contain “->”."))
        lines.append(f"\t={answer(prompt)} -> {answer(value['match'])}")
    return escape(item.stem), lines, "", {"scheme": "partial"}


def _ordering(item: Item) -> Answers:
    steps = [step["text"] for step in item.of("step")]
    if any(_RAW.search(step) for step in steps):
        raise NotCarried(_("In GIFT a step cannot contain braces, backslashes or ####."))
    grading = "ALL_OR_NOTHING" if item.get("scheme") == "all" else "ABSOLUTE_POSITION"
    told = {"scheme": "all" if item.get("scheme") == "all" else "partial"}
    return escape(item.stem), [f">{len(steps)} ALL VERTICAL {grading} SHOW", *steps], "", told


def _accepted(texts: Sequence[str]) -> None:
    if any("->" in text for text in texts):
        raise NotCarried(_("In GIFT an accepted answer cannot contain “->”."))


def _gap(item: Item) -> Answers:
    gaps, passage = item.of("gap"), item.of("passage")[0]["text"]
    if len(gaps) != 1 or len(GAP.findall(passage)) != 1:
        raise NotCarried(_("GIFT has one gap in a question."))
    before, after = GAP.split(passage)
    if "\n\n" in item.stem:
        raise NotCarried(_("In GIFT the question of a gap text cannot have an empty line."))
    accepted = gaps[0]["accepted"]
    _accepted([*accepted, item.get("rationale")])
    lines = ["", *(f"\t=%100%{answer(text)}" for text in accepted)]
    return escape(f"{item.stem}\n\n{before}"), lines, escape(after), {}


def _numeric(item: Item) -> Answers:
    if item.of("unit"):
        raise NotCarried(_("GIFT has no units."))
    lines = ["#"]
    for each in item.of("number"):
        tolerance = each["tolerance"] or Decimal(0)
        lines.append(f"\t=%{each['percent']}%{number(each['value'])}:{number(tolerance)}")
    return escape(item.stem), lines, "", {}


def _short(item: Item) -> Answers:
    _accepted([text for each in item.of("accepted") for text in (each["text"], each.get("feedback", ""))])
    lines = [
        _with_feedback(f"\t=%{each['percent']}%{answer(each['text'])}", each.get("feedback", ""))
        for each in item.of("accepted")
    ]
    return escape(item.stem), ["", *lines], "", {}


_ANSWERS = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "gap": _gap,
    "numeric": _numeric,
    "short": _short,
}

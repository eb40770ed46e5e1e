"""Questions of every kind as trainers might write them, and worse."""

from decimal import Decimal
from functools import cache
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from assessments.formats import Item
from assessments.formats.neutral import Picture
from assessments.formats.pictures import clean
from assessments.formats.texts import one_line, tidy

NASTY = [
    *"abcçğışöüÇĞİŞÖÜ0123 \n",
    *"\\#=~{}:%'\"<>&;,/|[]()*+-@^_`$?!.",
    "//", "::", "->", "####", "%50%", "%100%x", "[plain]", "[html]", "[1]", "]]>", "<b>k</b>", "&amp;", "&lt;", "\\n",
    "$CATEGORY: a", "ANSWER: B", "A) ", "TRUE", "=1+1", "'", "_x000D_", "\u00a0", "\u200f", "مرحبا", "ضحية", "😀", "T",
    "{1:SHORTANSWER:=x}", "@@PLUGINFILE@@", "\n\n", "tani:points=3", "\\}", "&#", "null", "-", "1e5", "\ufeff",
]  # fmt: skip
_raw = st.lists(st.sampled_from(NASTY), min_size=1, max_size=12).map("".join)
texts = _raw.map(tidy).filter(lambda t: t and "[1]" not in t)
phrases = _raw.map(one_line).filter(bool)
names = phrases.filter(lambda t: "," not in t and not t.startswith("tani:"))
blank_or = st.one_of(st.just(""), phrases)
codes = st.from_regex(r"[-A-Za-z0-9_]{1,40}", fullmatch=True)
numbers = st.decimals(-10_000, 10_000, places=3).map(lambda n: Decimal(str(n)))


@cache
def picture(width: int = 60, height: int = 40) -> Picture:
    out = BytesIO()
    Image.new("RGB", (width, height), "#246").save(out, "JPEG")
    return clean("kroki.jpg", out.getvalue())


def _option(correct: st.SearchStrategy[bool]):
    return st.fixed_dictionaries({"text": phrases, "correct": correct, "feedback": blank_or})


options = st.lists(_option(st.booleans()), min_size=2, max_size=6).filter(lambda os: any(o["correct"] for o in os))
pairs = st.lists(st.fixed_dictionaries({"prompt": phrases, "match": phrases}), min_size=2, max_size=5)
accepted = st.fixed_dictionaries(
    {"text": phrases, "percent": st.integers(1, 100), "exact": st.booleans(), "feedback": blank_or}
)
places = st.integers(0, 1000)
shapes = st.one_of(
    st.tuples(st.just("rect"), st.lists(places, min_size=4, max_size=4)),
    st.tuples(st.just("circle"), st.lists(places, min_size=3, max_size=3)),
    st.tuples(st.just("poly"), st.lists(places, min_size=6, max_size=6)),
)


def _parts(name, values):
    return tuple((name, value) for value in values)


@st.composite
def _single(draw):
    found = draw(options)
    right = draw(st.integers(0, len(found) - 1))
    return _parts("option", [{**o, "correct": place == right} for place, o in enumerate(found)])


@st.composite
def _matching(draw):
    distractors = draw(st.lists(st.fixed_dictionaries({"match": phrases}), max_size=2))
    return _parts("pair", draw(pairs)) + _parts("distractor", distractors)


@st.composite
def _gap(draw):
    count = draw(st.integers(1, 3))
    pieces = [draw(st.one_of(st.just(""), texts)) + f" [{place}] " for place in range(1, count + 1)]
    passage = tidy("".join(pieces) + draw(st.one_of(st.just(""), texts)))
    gaps = [{"accepted": draw(st.lists(phrases, min_size=1, max_size=3))} for _gap in range(count)]
    return (("passage", {"text": passage}), *_parts("gap", gaps))


@st.composite
def _numeric(draw):
    found = [
        {"value": draw(numbers), "tolerance": abs(draw(numbers)), "percent": percent}
        for percent in [100, *sorted(draw(st.lists(st.integers(1, 99), max_size=2)), reverse=True)]
    ]
    factors = st.sampled_from(["1", "7", "365.25", "0.001", "24", "0"]).map(Decimal)
    units = [{"name": draw(phrases), "factor": draw(factors)} for _unit in range(draw(st.integers(0, 2)))]
    return _parts("number", found) + _parts("unit", [{"name": "gün", "factor": Decimal(1)}, *units] if units else [])


@st.composite
def _hotspot(draw):
    regions = [
        {
            "label": draw(phrases),
            "shape": shape,
            "coords": ", ".join(map(str, coords)),
            "correct": place == 0 or draw(st.booleans()),
            "feedback": draw(blank_or),
        }
        for place, (shape, coords) in enumerate(draw(st.lists(shapes, min_size=2, max_size=4)))
    ]
    size = draw(st.sampled_from([(60, 40), (37, 91), (1200, 800)]))
    return (("picture", {"image": picture(*size), "alt": draw(phrases)}), *_parts("region", regions))


@st.composite
def _written(draw):
    criterion = st.fixed_dictionaries(
        {"text": phrases, "points": st.integers(1, 9), "guidance": st.one_of(st.just(""), texts)}
    )
    model = _parts("model_answer", [{"text": draw(texts)}]) if draw(st.booleans()) else ()
    return _parts("criterion", draw(st.lists(criterion, min_size=1, max_size=3))) + model


PARTS = {
    "single": _single(),
    "multiple": options.map(lambda found: _parts("option", found)),
    "true_false": st.just(()),
    "matching": _matching(),
    "ordering": st.lists(phrases, min_size=3, max_size=5).map(lambda ts: _parts("step", [{"text": t} for t in ts])),
    "gap": _gap(),
    "numeric": _numeric(),
    "short": st.lists(accepted, min_size=1, max_size=3).map(
        lambda found: _parts("accepted", [{**found[0], "percent": 100}, *found[1:]])
    ),
    "hotspot": _hotspot(),
    "written": _written(),
}


@st.composite
def items(draw, kinds=tuple(PARTS)):
    kind = draw(st.sampled_from(kinds))
    fields = {
        "answer_is_true": kind == "true_false" and draw(st.booleans()),
        "points": 1 if kind == "written" else draw(st.integers(1, 20)),
        "scheme": draw(st.sampled_from(["all", "partial", "penalty"])),
        "rationale": draw(st.one_of(st.just(""), texts)),
        "category": tuple(draw(st.lists(names, max_size=2))),
        "tags": tuple(dict.fromkeys(draw(st.lists(names, max_size=3)))),
        "competency": draw(st.sampled_from(["", "K1", "K2"])),
        "bloom": draw(st.sampled_from(["", "apply", "analyse"])),
        "difficulty": draw(st.sampled_from(["easy", "medium", "hard"])),
        "agency": draw(st.sampled_from(["", "police"])),
        "lesson": draw(st.sampled_from(["", "l1"])),
        "pool": draw(st.booleans()),
    }
    return Item(kind, draw(texts), draw(codes), draw(PARTS[kind]), fields)


def banks(**only):
    return st.lists(items(**only), min_size=1, max_size=4, unique_by=lambda item: item.code)

"""Questions as rows of text cells, and back."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.formats import columns
from assessments.formats.neutral import Item, Loss, NotCarried, Picture, Piece, Reading, Unreadable, number
from assessments.formats.neutral import Writing as Written
from assessments.formats.texts import as_code, decimal, one_line, tidy, whole, words

Row = Mapping[str, str]
Triple = tuple[str, str, str]
_STEP = " > "


def headings(answers: int) -> list[str]:
    triples = [
        f"{names[0]} {place}"
        for place in range(1, answers + 1)
        for names in (columns.ANSWER, columns.WORTH, columns.FEEDBACK)
    ]
    return [*(names[0] for names in columns.HEADINGS.values()), *triples]


def write_rows(items: Sequence[Item]) -> tuple[list[list[str]], Written]:
    """The table with its headings."""
    writing, rows = Written(), []
    for item in sorted(items, key=lambda each: each.code):
        try:
            rows.append(_row(item))
        except NotCarried as reason:
            writing.left_out.append(Loss(item.code, str(reason)))
        else:
            writing.count += 1
    most = max([4, *(len(triples) for _cells, triples in rows)])
    table = [headings(most)]
    for cells, triples in rows:
        flat = [cell for triple in triples for cell in triple]
        table.append([*(cells.get(name, "") for name in columns.HEADINGS), *flat, *[""] * (3 * most - len(flat))])
    return table, writing


def _row(item: Item) -> tuple[dict[str, str], list[Triple]]:
    if item.kind not in columns.KINDS:
        raise NotCarried(_("This kind of question is not exchanged in files."))
    get = item.get
    if any(_STEP.strip() in step for step in get("category")):
        raise NotCarried(_("In a table the name of a category cannot hold “>”."))
    cells = {
        "code": item.code,
        "kind": columns.KINDS[item.kind][0],
        "stem": item.stem,
        "rationale": get("rationale"),
        "points": str(get("points")),
        "scheme": columns.SCHEMES[get("scheme")][0],
        "category": _STEP.join(get("category")),
        "tags": ", ".join(get("tags")),
        "competency": get("competency"),
        "bloom": columns.BLOOM[get("bloom")][0] if get("bloom") else "",
        "difficulty": columns.DIFFICULTIES[get("difficulty")][0],
        "agency": get("agency"),
        "lesson": get("lesson"),
        "pool": (columns.YES if get("pool") else columns.NO)[0],
    }
    more, triples = _ANSWERS[item.kind](item)
    if len(triples) > columns.MOST_ANSWERS:
        raise NotCarried(_("A table has room for %(most)s answers.") % {"most": columns.MOST_ANSWERS})
    return cells | more, triples


def _options(item: Item) -> tuple[dict[str, str], list[Triple]]:
    return {}, [(o["text"], "x" if o["correct"] else "", o.get("feedback", "")) for o in item.of("option")]


def _true_false(item: Item) -> tuple[dict[str, str], list[Triple]]:
    return {"right": (columns.TRUE if item.get("answer_is_true") else columns.FALSE)[0]}, []


def _pairs(item: Item) -> tuple[dict[str, str], list[Triple]]:
    return {}, [(value.get("prompt", ""), value["match"], "") for _name, value in item.parts]


def _steps(item: Item) -> tuple[dict[str, str], list[Triple]]:
    return {}, [(step["text"], "", "") for step in item.of("step")]


def _gaps(item: Item) -> tuple[dict[str, str], list[Triple]]:
    triples = [("\n".join(gap["accepted"]), "", "") for gap in item.of("gap")]
    return {"text": item.of("passage")[0]["text"]}, triples


def _numbers(item: Item) -> tuple[dict[str, str], list[Triple]]:
    triples = []
    for each in item.of("number"):
        percent = f" %{each['percent']}" if each["percent"] != 100 else ""
        triples.append((number(each["value"]), number(each["tolerance"] or Decimal(0)) + percent, ""))
    return {"units": "\n".join(f"{u['name']} = {number(u['factor'])}" for u in item.of("unit"))}, triples


def _accepted(item: Item) -> tuple[dict[str, str], list[Triple]]:
    return {}, [
        (each["text"], f"%{each['percent']}" + (" tam" if each.get("exact") else ""), each.get("feedback", ""))
        for each in item.of("accepted")
    ]


def _regions(item: Item) -> tuple[dict[str, str], list[Triple]]:
    picture = item.of("picture")[0]
    triples = [
        (
            region["label"],
            ("x " if region["correct"] else "") + f"{columns.SHAPES[region['shape']][0]} {region['coords']}",
            region.get("feedback", ""),
        )
        for region in item.of("region")
    ]
    return {"picture": picture["image"].name, "alt": picture["alt"]}, triples


def _criteria(item: Item) -> tuple[dict[str, str], list[Triple]]:
    models = item.of("model_answer")
    triples = [(c["text"], str(c["points"]), c.get("guidance", "")) for c in item.of("criterion")]
    return {"text": models[0]["text"] if models else ""}, triples


_ANSWERS = {
    "single": _options,
    "multiple": _options,
    "true_false": _true_false,
    "matching": _pairs,
    "ordering": _steps,
    "gap": _gaps,
    "numeric": _numbers,
    "short": _accepted,
    "hotspot": _regions,
    "written": _criteria,
}


def read_rows(rows: Sequence[tuple[int, Sequence[str]]]) -> Reading:
    """Questions of `(row number, cells)`, the headings first. Raises Unreadable when they cannot be recognised."""
    if not rows:
        raise Unreadable(_("The table is empty."))
    known = _columns(rows[0][1])
    reading = Reading()
    for at, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        row = {name: cells[place] for place, name in known.items() if place < len(cells)}
        try:
            reading.items.append(_item(at, row))
        except Unreadable as error:
            reading.bad(at, str(error))
    return reading


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Place → name: a key of HEADINGS, or `answer 1`, `worth 1`, `feedback 1`."""
    found: dict[int, str] = {}
    triples = {"answer": columns.ANSWER, "worth": columns.WORTH, "feedback": columns.FEEDBACK}
    for place, cell in enumerate(cells):
        text, _blank, digits = " ".join(cell.split()).rpartition(" ")
        name = columns.named(cell, columns.HEADINGS) if cell.strip() else None
        triple = columns.named(text, triples) if text and digits.isascii() and digits.isdecimal() else None
        if triple and 1 <= int(digits[:4]) <= columns.MOST_ANSWERS:
            name = f"{triple} {int(digits[:4])}"
        if name in found.values():
            raise Unreadable(_("The heading “%(heading)s” stands there twice.") % {"heading": cell[:60]})
        if name:
            found[place] = name
        elif cell.strip():
            raise Unreadable(_("The heading “%(heading)s” is not known. Use the template.") % {"heading": cell[:60]})
    missing = {"kind", "stem"} - set(found.values())
    if missing:
        raise Unreadable(
            _("The first row must hold the headings; “%(heading)s” is missing. Use the template.")
            % {"heading": ", ".join(sorted(columns.HEADINGS[name][0] for name in missing))}
        )
    return found


def _item(at: int, row: Row) -> Item:
    kind = columns.named(row.get("kind", ""), columns.KINDS)
    stem = tidy(row.get("stem", ""))
    if kind is None:
        raise Unreadable(
            _("The kind “%(kind)s” is not known; see the second sheet.") % {"kind": row.get("kind", "")[:40]}
        )
    if not stem:
        raise Unreadable(_("The question has no text."))
    fields = _fields(row)
    triples = [
        (row.get(f"answer {n}", ""), row.get(f"worth {n}", ""), row.get(f"feedback {n}", ""))
        for n in range(1, columns.MOST_ANSWERS + 1)
    ]
    filled = [triple for triple in triples if any(cell.strip() for cell in triple)]
    if kind == "true_false":
        fields["answer_is_true"] = _true(row.get("right", ""))
    parts = _PARTS[kind](row, filled)
    return Item(kind, stem, as_code(row.get("code", "")), tuple(parts), fields, at)


def _fields(row: Row) -> dict[str, Any]:
    """Only of columns the table has; an empty cell empties the field."""
    fields: dict[str, Any] = {}
    for name in ("rationale", "competency", "agency", "lesson"):
        if name in row:
            fields[name] = tidy(row[name]) if name == "rationale" else one_line(row[name])
    if "points" in row:
        fields["points"] = whole(row["points"], least=1, most=20) if row["points"].strip() else 1
    if "category" in row:
        fields["category"] = tuple(step for step in map(one_line, row["category"].split(_STEP.strip())) if step)
    if "tags" in row:
        fields["tags"] = words(row["tags"])
    if "pool" in row:
        fields["pool"] = not columns.is_one_of(row["pool"], columns.NO)
    fields |= _named(row, "scheme", columns.SCHEMES, "all")
    fields |= _named(row, "difficulty", columns.DIFFICULTIES, "medium")
    return fields | _named(row, "bloom", columns.BLOOM, "")


def _named(row: Row, name: str, names: Mapping[str, tuple[str, ...]], default: str) -> dict[str, str]:
    if name not in row:
        return {}
    found = columns.named(row[name], names) if row[name].strip() else default
    if found is None:
        raise Unreadable(
            _("%(heading)s: “%(text)s” is none of %(choices)s.")
            % {
                "heading": columns.HEADINGS[name][0],
                "text": row[name][:40],
                "choices": ", ".join(words[0] for words in names.values()),
            }
        )
    return {name: found}


def _true(text: str) -> bool:
    if columns.is_one_of(text, columns.TRUE):
        return True
    if columns.is_one_of(text, columns.FALSE):
        return False
    raise Unreadable(_("The column “Doğru yanıt” must say doğru or yanlış."))


def _read_options(row: Row, triples: list[Triple]) -> list[Piece]:
    parts: list[Piece] = []
    right = {int(each) for each in re.findall(r"\d{1,2}", row.get("right", ""))}
    for place, (text, worth, feedback) in enumerate(triples, start=1):
        if worth.strip() and not columns.is_one_of(worth, (*columns.RIGHT, *columns.NO)):
            raise Unreadable(_("The value of an option is x when it is right, else empty."))
        correct = place in right or columns.is_one_of(worth, columns.RIGHT)
        value = {"text": one_line(text), "correct": correct, "feedback": one_line(feedback)}
        parts.append(("option", value))
    return parts


def _read_pairs(row: Row, triples: list[Triple]) -> list[Piece]:
    return [
        ("pair", {"prompt": one_line(prompt), "match": one_line(match)})
        if prompt.strip()
        else ("distractor", {"match": one_line(match)})
        for prompt, match, _feedback in triples
    ]


def _read_steps(row: Row, triples: list[Triple]) -> list[Piece]:
    return [("step", {"text": one_line(text)}) for text, _worth, _feedback in triples]


def _read_gaps(row: Row, triples: list[Triple]) -> list[Piece]:
    gaps = [("gap", {"accepted": [line for line in tidy(text).split("\n") if line]}) for text, _w, _f in triples]
    return [("passage", {"text": tidy(row.get("text", ""))}), *gaps]


def _percent(text: str) -> tuple[int, str]:
    """The per cent in a cell and the rest of it."""
    found = re.search(r"%\s*(\d{1,3})", text) or re.search(r"(?<!\d)(\d{1,3})\s*%", text)
    if not found:
        return 100, text
    return whole(found[1], least=1), text[: found.start()] + text[found.end() :]


def _read_numbers(row: Row, triples: list[Triple]) -> list[Piece]:
    parts: list[Piece] = []
    for text, worth, _feedback in triples:
        percent, rest = _percent(worth)
        tolerance = rest.replace("±", "").strip()
        value = {"value": decimal(text), "tolerance": decimal(tolerance or "0"), "percent": percent}
        parts.append(("number", value))
    for line in tidy(row.get("units", "")).split("\n"):
        name, sign, factor = line.rpartition("=")
        if line and not sign:
            raise Unreadable(_("A unit is written “days = 1”, one on each line."))
        parts += [("unit", {"name": name.strip(), "factor": decimal(factor)})] if line else []
    return parts


def _read_accepted(row: Row, triples: list[Triple]) -> list[Piece]:
    parts: list[Piece] = []
    for text, worth, feedback in triples:
        percent, rest = _percent(worth)
        exact = columns.is_one_of(rest, ("tam", "exact"))
        if rest.strip() and not exact:
            raise Unreadable(_("The value of an accepted answer is a per cent, for example %50, and “tam” or nothing."))
        value = {"text": one_line(text), "percent": percent, "exact": exact, "feedback": one_line(feedback)}
        parts.append(("accepted", value))
    return parts


def _read_regions(row: Row, triples: list[Triple]) -> list[Piece]:
    picture = one_line(row.get("picture", ""))
    if not picture:
        raise Unreadable(_("A question on a picture needs one picture."))
    parts: list[Piece] = [("picture", {"image": Picture(picture), "alt": one_line(row.get("alt", ""))})]
    for label, worth, feedback in triples:
        found = re.fullmatch(r"\s*(?:(\S+)\s+)?(\w+)\s+([\d\s,;]+)", worth)
        shape = columns.named(found[2], columns.SHAPES) if found else None
        if not found or shape is None:
            raise Unreadable(_("A place is written “x dikdörtgen 100, 200, 300, 50”, without x when it is wrong."))
        value = {
            "label": one_line(label),
            "shape": shape,
            "coords": ", ".join(re.findall(r"\d+", found[3])),
            "correct": columns.is_one_of(found[1] or "", columns.RIGHT),
            "feedback": one_line(feedback),
        }
        parts.append(("region", value))
    return parts


def _read_criteria(row: Row, triples: list[Triple]) -> list[Piece]:
    parts: list[Piece] = [
        ("criterion", {"text": one_line(text), "points": whole(worth or "1", least=1, most=20), "guidance": tidy(note)})
        for text, worth, note in triples
    ]
    model = tidy(row.get("text", ""))
    return [*parts, ("model_answer", {"text": model})] if model else parts


_PARTS = {
    "single": _read_options,
    "multiple": _read_options,
    "matching": _read_pairs,
    "ordering": _read_steps,
    "gap": _read_gaps,
    "numeric": _read_numbers,
    "short": _read_accepted,
    "hotspot": _read_regions,
    "written": _read_criteria,
    "true_false": lambda row, triples: [],
}

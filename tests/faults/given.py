"""Random answers to a question as its form sends them, and what the server must keep of them.

The second is worked out here from the order the attempt shows, without any code of the product, so that it can be held
against what the database has.
"""

from collections.abc import Callable
from random import Random
from typing import Any

Fields = dict[str, list[str]]
Given = tuple[Fields, dict[str, Any]]

LETTERS = "abcçdefgğhıijklmnoöprsştuüvyz ABCÇİIŞ ٣عربي漢字🜁'\"<>&%\\/\t"


def give(question: dict[str, Any], random: Random) -> Given:
    """`question`: `{"kind", "structure", "order"}`. One in twenty is a blank form: an answer taken back."""
    if random.random() < 0.05:
        return {}, {}
    return KINDS[question["kind"]](question["structure"], question["order"], random)


def one(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    place = random.randrange(len(order))
    return {"choice": [str(place + 1)]}, {"chosen": [order[place]]}


def several(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    places = random.sample(range(len(order)), random.randint(1, len(order)))
    chosen = {order[place] for place in places}
    kept = [option for option in structure["options"] if option in chosen]
    return {"choice": [str(place + 1) for place in places]}, {"chosen": kept}


def pairs(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    fields, kept = {}, {}
    for number, prompt in enumerate(structure["prompts"], start=1):
        place = random.randrange(len(order))
        fields[f"match-{number}"], kept[prompt] = [str(place + 1)], order[place]
    return fields, {"pairs": kept}


def ranks(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    places = random.sample(range(1, len(order) + 1), len(order))
    fields = {f"rank-{number}": [str(place)] for number, place in enumerate(places, start=1)}
    return fields, {"ranks": dict(zip(order, places, strict=True))}


def gaps(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    typed = {gap: words(random, 40) for gap in structure["gaps"]}
    fields = {f"gap-{number}": [text] for number, text in enumerate(typed.values(), start=1)}
    return fields, {"gaps": typed}


def number(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    text, place = f"{random.randint(-999, 9999)},{random.randint(0, 9)}", random.randrange(len(order))
    return {"number": [text], "unit": [str(place + 1)]}, {"text": text, "unit": order[place]}


def short(structure: dict[str, Any], order: list[str], random: Random) -> Given:
    text = words(random, 120)
    return {"text": [text]}, {"text": text}


def words(random: Random, longest: int) -> str:
    """Never blank, and without blanks at its ends, which a form's field loses."""
    return "x" + "".join(random.choices(LETTERS, k=random.randint(0, longest - 2))) + "y"


KINDS: dict[str, Callable[[dict[str, Any], list[str], Random], Given]] = {
    "single": one,
    "true_false": one,
    "multiple": several,
    "matching": pairs,
    "ordering": ranks,
    "gap": gaps,
    "numeric": number,
    "short": short,
}

"""Values to TOML as people write it: one key a line, inline tables for what belongs together."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FENCE = "+++"


def lines(table: Mapping[str, Any]) -> list[str]:
    """`key = value` for each entry; entries that are None are left out."""
    return [f"{key(name)} = {value(each)}" for name, each in table.items() if each is not None]


def front(table: Mapping[str, Any], body: str = "") -> str:
    """A Markdown file with its front matter."""
    head = "\n".join([FENCE, *lines(table), FENCE])
    return f"{head}\n{body}\n" if body else f"{head}\n"


def key(name: str) -> str:
    return name if BARE.fullmatch(name) else text(name)


def value(each: Any) -> str:
    match each:
        case bool():
            return "true" if each else "false"
        case str():
            return long_text(each) if "\n" in each else text(each)
        case int() | Decimal():
            return str(each)
        case date():
            return each.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{key(name)} = {inner(one)}" for name, one in each.items()) + " }"
        case list() | tuple():
            return listed(list(each))
    raise TypeError(f"no TOML for {type(each).__name__}")


def inner(each: Any) -> str:
    """A value inside a table on one line."""
    return text(each) if isinstance(each, str) else value(each)


def listed(values: list[Any]) -> str:
    """Short lists on one line, the others with a line for each entry."""
    short = "[" + ", ".join(map(inner, values)) + "]"
    if len(short) <= 100 or not values:
        return short
    return "[\n" + "".join(f"  {inner(each)},\n" for each in values) + "]"


def text(words: str) -> str:
    escaped = "".join(ESCAPES.get(letter, letter) for letter in words)
    return '"' + CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def long_text(words: str) -> str:
    """Several lines, kept as they are."""
    escaped = words.replace("\\", "\\\\").replace('"""', '""\\"')
    return f'"""\n{escaped}"""'

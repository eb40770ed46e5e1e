"""Names in a course source to ids that are equal in all languages and stable between loads and between databases.

A name that is itself such an id stands for it: what was made in Wagtail has no name, and an export keeps its id.
"""

import re
import uuid

NAMESPACE = uuid.UUID("6f1c1f0a-2c3e-5c0b-9f55-7b1d3a4c8e21")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def stable_id(*names: str | int) -> str:
    """The same names always give the same id; no two lists of names give one."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(map(str, names))))


def block_id(course: str, lesson: str, name: str, *inner: str | int) -> str:
    if not inner and ID.fullmatch(name):
        return name
    return stable_id("block", course, lesson, name, *inner)


def option_id(bank: str, item: str, letter: str) -> str:
    if ID.fullmatch(letter):
        return letter
    return stable_id("option", bank, item, letter)


def part_id(bank: str, item: str, type_name: str, name: str, *inner: str) -> str:
    """Of a block of a question, or, with inner names, of an item in a list of it. Answers are known by these ids."""
    last = (name, *inner)[-1]
    if ID.fullmatch(last):
        return last
    return stable_id("part", bank, item, type_name, name, *inner)


def content_key(kind: str, *names: str) -> uuid.UUID:
    """The translation key of what a source describes: a course loaded again after a loss is the same course to all
    records."""
    return uuid.UUID(stable_id("key", kind, *names))

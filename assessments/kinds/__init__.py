"""Kinds of question, one folder each; README.md beside this file says how to add one."""

from importlib import import_module
from pkgutil import iter_modules

from assessments.kinds.base import (
    Answer,
    Draft,
    Fields,
    InvalidAnswer,
    Key,
    Kind,
    Part,
    Question,
    StepIncomplete,
    StepTaken,
    Structure,
    walk,
)
from assessments.kinds.registry import blocks, choices, get, names, register

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "Answer",
    "Draft",
    "Fields",
    "InvalidAnswer",
    "Key",
    "Kind",
    "Part",
    "Question",
    "StepIncomplete",
    "StepTaken",
    "Structure",
    "blocks",
    "choices",
    "get",
    "names",
    "register",
    "walk",
]

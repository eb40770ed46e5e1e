"""Kinds of question, one small pure class a file.

To add a kind, add a file here with a class under `@register`; nothing else changes.
"""

from importlib import import_module
from pkgutil import iter_modules

from assessments.kinds.base import Answer, ChoiceKind, Draft, InvalidAnswer, Kind, Structure
from assessments.kinds.registry import choices, get, names, register

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["Answer", "ChoiceKind", "Draft", "InvalidAnswer", "Kind", "Structure", "choices", "get", "names", "register"]

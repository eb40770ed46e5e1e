"""Parts of a page that are the same for everybody: rendered once a process, what differs is set in afterwards.

Rendering the frame of a page costs Django's template language more than the page itself does.
"""

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MARK = re.compile("\ue000([a-z_]+)\ue001")  # private use: no template of ours has them


@register.simple_tag
def steady(template_name: str, /, frame: Hashable = None, **values: Any) -> SafeString:
    """The template, which sees `frame` and the names of `values`.

    It may print a value, and nothing else with it: no test, no filter, no attribute, because it is rendered without
    them. What it decides on is in `frame`. A value that it does not print is not evaluated.
    """
    html = (_render if settings.DEBUG else _rendered)(template_name, get_language(), frame, tuple(values))
    return SafeString(MARK.sub(lambda found: conditional_escape(values[found[1]]), html))


def _render(name: str, language: str, frame: Hashable, keys: tuple[str, ...]) -> str:
    return get_template(name).render({"frame": frame, "LANGUAGE_CODE": language} | {key: _mark(key) for key in keys})


_rendered = lru_cache(maxsize=512)(_render)


def _mark(key: str) -> str:
    return f"\ue000{key}\ue001"

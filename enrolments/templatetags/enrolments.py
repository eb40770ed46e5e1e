from typing import Any

from django import template

register = template.Library()


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """The value under `key`; the key itself when there is none, so that a list never shows a hole."""
    return mapping.get(key, key)

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

LANGUAGE_NAMES = {"tr": "Türkçe", "en": "English", "ar": "العربية"}


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: direction, language links, theme, demo banner. No query."""
    return {
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "languages": _language_links(request),
        "theme": request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in ("light", "dark") else "",
        "demo": settings.DEMO,
    }


def _language_links(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language()
    links = []
    for code, _name in settings.LANGUAGES:
        path = request.path
        prefix = f"/{current}/"
        if path.startswith(prefix):
            path = f"/{code}/{path[len(prefix):]}"
        else:
            path = f"{path}?lang={code}"
        links.append({"code": code, "name": LANGUAGE_NAMES[code], "url": path, "current": code == current})
    return links

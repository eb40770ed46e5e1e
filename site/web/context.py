"""What the frame of every page needs. No query: roles come from the session, the rest from the request."""

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, get_language_info, gettext

from accounts.models import Role, User
from web.roles import chrome_of

LANGUAGE_NAMES = {"tr": "Türkçe", "en": "English", "ar": "العربية"}
THEMES = ("light", "dark")
TEXT_SIZES = ("125", "150")


class Entry(NamedTuple):
    """A line of the main menu. `current`: this page belongs to it; `exact`: this page is it."""

    label: str
    url: str
    current: bool
    exact: bool


@dataclass(frozen=True)
class Frame:
    """What the frame of a page is made of beside the values set into it: equal frames are the same text."""

    navigation: tuple[Entry, ...]
    theme: str
    text_size: str
    demo: bool
    signed_in: bool

    def themes(self) -> list[dict[str, str]]:
        choices = [("auto", gettext("As the device")), ("light", gettext("Light")), ("dark", gettext("Dark"))]
        return _options(choices, self.theme or "auto")

    def text_sizes(self) -> list[dict[str, str]]:
        choices = [("100", gettext("Normal")), ("125", gettext("Large")), ("150", gettext("Very large"))]
        return _options(choices, self.text_size or "100")


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """Direction, display settings and the frame, which is made only when a template asks."""
    theme, text = request.COOKIES.get("theme", ""), request.COOKIES.get("text", "")
    theme, text = theme if theme in THEMES else "", text if text in TEXT_SIZES else ""
    return {
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "here": request.get_full_path() if request.method == "GET" else request.path,
        "frame": partial(_frame, request, theme, text),
        "theme": theme,
        "text_size": text,
    }


def _frame(request: HttpRequest, theme: str, text: str) -> Frame:
    user = getattr(request, "user", None)
    return Frame(navigation(request), theme, text, settings.DEMO, user is not None and user.is_authenticated)


def language_links(request: HttpRequest) -> list[dict[str, Any]]:
    """One link a language to this same place: `code`, `name` in that language, `direction`, `url`, `current`."""
    current = get_language()
    return [
        {
            "code": code,
            "name": LANGUAGE_NAMES[code],
            "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "url": _same_place(request, current, code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def _same_place(request: HttpRequest, current: str, code: str) -> str:
    """Addresses with a language prefix change it and keep their query; the others are told the language by `?lang=`."""
    prefix = f"/{current}/"
    if not request.path.startswith(prefix):
        return f"{request.path}?lang={code}"
    query = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    return f"/{code}/{request.path[len(prefix) :]}{'?' + query if query else ''}"


def navigation(request: HttpRequest) -> tuple[Entry, ...]:
    """The main menu for this person; rights are checked by the views, this only leaves out what would be refused."""
    home = f"/{get_language()}/"
    items = [
        (gettext("Courses"), reverse("web:catalogue"), "catalogue"),
        (gettext("Search"), reverse("web:search"), "search"),
    ]
    user = getattr(request, "user", None)
    if isinstance(user, User):
        chrome = chrome_of(request, user)
        items += [
            (gettext("My learning"), f"{home}learn/", "learn"),
            (gettext("My documents"), f"{home}documents/", "documents"),
        ]
        if {Role.COORDINATOR, Role.ADMINISTRATOR} & set(chrome.roles):
            items.append((gettext("Coordination"), f"{home}coordination/", "coordination"))
        if chrome.edits:
            items.append((gettext("Editor"), reverse("wagtailadmin_home"), "admin"))
    section = _section(request)
    return tuple(Entry(label, url, section == key, request.path == url) for label, url, key in items)


def _section(request: HttpRequest) -> str:
    """Which part of the menu this page belongs to; content pages below the front page belong to the courses."""
    parts = request.path.strip("/").split("/")
    match = request.resolver_match
    if match and match.url_name == "wagtail_serve" and len(parts) > 1:
        return "catalogue"
    return parts[1] if len(parts) > 1 else ""


def _options(choices: list[tuple[str, str]], chosen: str) -> list[dict[str, str]]:
    return [
        {"value": value, "label": label, "pressed": "true" if value == chosen else "false"} for value, label in choices
    ]

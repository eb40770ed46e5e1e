"""Field cards for officers: a page that still opens offline, sheets to print, and the question whether a version is in
force.

The card pages are the same for everybody who may open them: no name, no menu, no token stands on them, because the
service worker keeps them on the device.
"""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policies import PersonRequest, public, signed_in
from common.limits import within_limit
from courses.cards.queries import card_languages, card_standing, readable_card, readable_cards
from courses.cards.words import CardView
from web.context import LANGUAGE_NAMES, TEXT_SIZES, THEMES

RENDERINGS, QUESTIONS, WINDOW = 20, 60, 60  # sheets a person, questions an address may ask for in so many seconds
STYLES = ("css/tani.css", "courses/card.css")
FONTS = {"ar": ("plex-arabic-400", "plex-arabic-600", "plex-400", "plex-600")}
SCRIPT = "js/cards.js"


@require_safe
@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    """The cards of every published course in this language."""
    return _page(request, "web/cards/list.html", {"cards": readable_cards(get_language())})


@require_safe
@signed_in
def card(request: PersonRequest, course: str) -> HttpResponse:
    found = readable_card(course, get_language())
    if found is None:
        return _elsewhere(request, course)
    return _page(request, "web/cards/card.html", {"card": found, "course": course})


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Drawn without the request, so that nothing of the person can get in; colours and size are those of the
    device.
    """
    theme, text = request.COOKIES.get("theme", ""), request.COOKIES.get("text", "")
    frame = {
        "LANGUAGE_CODE": get_language(),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "theme": theme if theme in THEMES else "",
        "text_size": text if text in TEXT_SIZES else "",
        "styles": [static(name) for name in STYLES],
        "script": static(SCRIPT),
        "worker": reverse("web:cards_worker"),
    }
    return HttpResponse(render_to_string(template, frame | context))


def _elsewhere(request: HttpRequest, course: str) -> HttpResponse:
    """The card is not there in this language; perhaps it is in another."""
    languages = card_languages(course)
    if not languages:
        raise Http404
    others = [{"code": code, "name": LANGUAGE_NAMES[code], "url": f"/{code}/cards/{course}/"} for code in languages]
    return render(request, "web/cards/missing.html", {"others": others}, status=404)


@require_safe
@signed_in
def sheet(request: PersonRequest, course: str, size: str) -> HttpResponse:
    """The card to print; kept in the process by version, because a version never changes."""
    found = readable_card(course, get_language())
    if found is None:
        raise Http404
    content = _sheet(request, found, size)
    if content is None:
        return HttpResponse(_("Too many at once. Please try again in a minute."), status=429, content_type="text/plain")
    name = f"tani-{course}-{size}-{found.language}-v{found.number}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _sheet(request: PersonRequest, found: CardView, size: str) -> bytes | None:
    from courses.cards import pdf  # loads WeasyPrint: half a second

    key = f"web:card:{found.course}:{found.language}:{found.number}:{size}"
    content: bytes | None = caches["process"].get(key)
    if content is None:
        who = f"user:{request.user.pk}"
        if not within_limit(request, action="cards.pdf", amount=RENDERINGS, seconds=WINDOW, who=who):
            return None
        address = settings.BASE_URL + reverse("web:card_check", args=[found.course, found.number])
        content = pdf.draw(found, size=size, check=pdf.Address(address))
        caches["process"].set(key, content)
    return content


@public
@require_safe
def check(request: HttpRequest, course: str, number: int) -> HttpResponse:
    """Whether a printed or kept version is still in force; says nothing of what stands on the card."""
    if not within_limit(request, action="cards.check", amount=QUESTIONS, seconds=WINDOW):
        return HttpResponse(_("Too many at once. Please try again in a minute."), status=429, content_type="text/plain")
    standing = card_standing(course, get_language(), number)
    if standing is None:
        raise Http404
    context = {"standing": standing, "course": course, "language": LANGUAGE_NAMES[standing.version.language]}
    response = render(request, "web/cards/check.html", context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def version(request: HttpRequest, course: str) -> HttpResponse:
    """`{"number": 4}`, or `{"number": null}` when there is no card any more: asked by pages kept on a device, whose
    officer need not be signed in.
    """
    found = readable_card(course, get_language())
    return JsonResponse({"number": found.number if found else None}, headers={"Cache-Control": "no-store"})


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the card pages of one language. It names the versions, so a new one makes it a new worker;
    its scope is the folder it lies in.
    """
    language = get_language()
    cards = readable_cards(language)
    faces = FONTS.get(language, ("plex-400", "plex-600"))
    files = [*map(static, STYLES), static(SCRIPT), *(static(f"fonts/{face}.woff2") for face in faces)]
    pages = [reverse("web:cards"), *(reverse("web:card", args=[each.course]) for each in cards)]
    standing = "\n".join([*files, *pages, *(f"{each.course} {each.number}" for each in cards)])
    context = {
        "name": json.dumps(f"cards-{language}-{hashlib.sha256(standing.encode()).hexdigest()[:12]}"),
        "language": language,
        "pages": json.dumps(pages),
        "files": json.dumps(files),
    }
    script = render_to_string("web/cards/worker.js", context)
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})

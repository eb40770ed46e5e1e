"""The public awareness pages: screens, questions that are judged and forgotten, leaflets and a confirmation to print.

No cookie is set, nothing is written, no name is asked: who wants a confirmation writes the name on it by hand.
"""

from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from assessments.queries import CheckView, judge_openly
from common.limits import within_limit
from courses.blocks import PlainRichText
from web.models import AwarenessCoursePage, AwarenessPage

LINE = "157"
RENDERINGS, WINDOW = 20, 60  # of a PDF, per address and so many seconds


def leaflet(request: HttpRequest, page: AwarenessPage) -> HttpResponse:
    """A leaflet as PDF; kept in the process by revision, because it is the same for everybody."""
    if not page.leaflet:
        raise Http404
    key = f"web:leaflet:{page.pk}:{page.live_revision_id}:{get_language()}"
    content = caches["process"].get(key)
    if content is None:
        context = {"page": page, "text": PlainRichText(page.leaflet), "line": LINE, **_language()}
        content = _pdf(request, render_to_string("web/pdf/leaflet.html", context))
        caches["process"].set(key, content)
    return _file(content, f"{page.slug}-{get_language()}.pdf")


def screen(request: HttpRequest, page: AwarenessCoursePage, number: int) -> HttpResponse:
    screens = list(page.screens)
    if not 1 <= number <= len(screens):
        raise Http404
    context = {"screen": screens[number - 1].value, "number": number, "total": len(screens)}
    return page.render(request, context_overrides=context, template="web/awareness_screen.html")


def questions(request: HttpRequest, page: AwarenessCoursePage) -> HttpResponse:
    """The questions; with an answer to each in the address, what was right and the way to the confirmation."""
    checks = _checks(request, page)
    done = bool(checks) and all(check.answered for check in checks)
    context = {"checks": checks, "done": done, "missing": bool(request.GET) and not done}
    return page.render(request, context_overrides=context, template="web/awareness_questions.html")


def _checks(request: HttpRequest, page: AwarenessCoursePage) -> list[CheckView]:
    keys = [block.value.translation_key for block in page.questions if block.value is not None]
    checks = [_judged(request, number, key) for number, key in enumerate(keys, start=1)]
    return [check for check in checks if check is not None]


def _judged(request: HttpRequest, number: int, key: Any) -> CheckView | None:
    """The choice of question n comes as `n-choice`: one form asks them all. What was chosen stays chosen."""
    chosen = request.GET.getlist(f"{number}-choice")
    check = judge_openly(question_key=key, fields={"choice": chosen}, language=get_language())
    for option in check.ask["options"] if check else []:
        option["chosen"] = str(option["place"]) in chosen
    return check


def confirmation(request: HttpRequest, page: AwarenessCoursePage) -> HttpResponse:
    """A sheet for those who answered every question; they write their name on it by hand, so that we never see it."""
    checks = _checks(request, page)
    if not checks or not all(check.answered for check in checks):
        return redirect(f"{page.url}{page.reverse_subpage('questions')}?{request.GET.urlencode()}")
    context = {"page": page, "today": timezone.localdate(), **_language()}
    return _file(_pdf(request, render_to_string("web/pdf/confirmation.html", context)), f"tani-{get_language()}.pdf")


def _language() -> dict[str, str]:
    return {"language": get_language(), "direction": "rtl" if get_language_bidi() else "ltr"}


def _pdf(request: HttpRequest, html: str) -> bytes | None:
    from common import pdf  # loads WeasyPrint: half a second

    if not within_limit(request, action="awareness.pdf", amount=RENDERINGS, seconds=WINDOW):
        return None
    return pdf.write(html, sheet=sheet)


def sheet() -> str:
    from common.pdf import FONT_SCHEME

    return render_to_string("web/pdf/awareness.css", {"scheme": FONT_SCHEME})


def _file(content: bytes | None, name: str) -> HttpResponse:
    if content is None:
        return HttpResponse(_("Too many at once. Please try again in a minute."), status=429, content_type="text/plain")
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

"""The public awareness pages: screens, questions that are judged and forgotten, leaflets and a confirmation to print.

No cookie is set and nothing is written. A name typed for the confirmation comes in the body of a request, so that no
address and no log of addresses carries it, goes into the PDF and is gone.
"""

from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from assessments.queries import CheckView, judge_openly
from common.limits import within_limit
from courses.blocks import PlainRichText
from web.forms import NameForm
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
    """The questions; with an answer to each in the address, what was right and the form for the confirmation."""
    return _questions(request, page, _checks(request.GET, page), missing=bool(request.GET), form=NameForm())


def confirmation(request: HttpRequest, page: AwarenessCoursePage) -> HttpResponse:
    """The sheet for those who answered every question, with the name they typed, or with a line to write it on."""
    checks, form = _checks(request.POST, page), NameForm(request.POST)
    if not _done(checks) or not form.is_valid():
        return _questions(request, page, checks, missing=True, form=form)
    context = {"page": page, "name": form.cleaned_data["name"], "today": timezone.localdate(), **_language()}
    content = _pdf(request, render_to_string("web/pdf/confirmation.html", context))
    return _file(content, f"tani-{get_language()}.pdf", shown_as="attachment")


def _questions(
    request: HttpRequest, page: AwarenessCoursePage, checks: list[CheckView], *, missing: bool, form: NameForm
) -> HttpResponse:
    done = _done(checks)
    context = {"checks": checks, "done": done, "missing": missing and not done, "form": form}
    return page.render(request, context_overrides=context, template="web/awareness_questions.html")


def _done(checks: list[CheckView]) -> bool:
    return bool(checks) and all(check.answered for check in checks)


def _checks(fields: QueryDict, page: AwarenessCoursePage) -> list[CheckView]:
    keys = [block.value.translation_key for block in page.questions if block.value is not None]
    checks = [_judged(fields, number, key) for number, key in enumerate(keys, start=1)]
    return [check for check in checks if check is not None]


def _judged(fields: QueryDict, number: int, key: Any) -> CheckView | None:
    """The choice of question n comes as `n-choice`: one form asks them all. What was chosen stays chosen."""
    chosen = fields.getlist(f"{number}-choice")
    check = judge_openly(question_key=key, fields={"choice": chosen}, language=get_language())
    for option in check.ask["options"] if check else []:
        option["chosen"] = str(option["place"]) in chosen
    return check


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


def _file(content: bytes | None, name: str, *, shown_as: str = "inline") -> HttpResponse:
    if content is None:
        return HttpResponse(_("Too many at once. Please try again in a minute."), status=429, content_type="text/plain")
    headers = {"Content-Disposition": f'{shown_as}; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

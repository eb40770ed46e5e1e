"""A question's form and its review, drawn by the templates in the folder of its kind."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString

from assessments.models import Quiz
from assessments.quiz_words import Described, described

register = template.Library()


@register.simple_tag(takes_context=True)
def ask_question(context: template.Context, kind: str, ask: dict[str, Any], *, uid: str) -> SafeString:
    """The form fields of a question; `uid` keeps ids apart where several questions share a page."""
    return SafeString(get_template(f"kinds/{kind}/ask.html").render({**ask, "uid": uid, **_shared(context)}))


@register.simple_tag(takes_context=True)
def review_question(context: template.Context, kind: str, review: dict[str, Any], *, reveal: bool) -> SafeString:
    """What was answered and, with `reveal`, what was right."""
    return SafeString(
        get_template(f"kinds/{kind}/review.html").render({**review, "reveal": reveal, **_shared(context)})
    )


def _shared(context: template.Context) -> dict[str, Any]:
    return {"LANGUAGE_CODE": context.get("LANGUAGE_CODE"), "csp_nonce": context.get("csp_nonce")}


@register.simple_tag
def preview_question(question: Any, request: HttpRequest) -> dict[str, Any]:
    """A question inside a trainer's preview of a lesson: its form, or in the preview mode "answered" its review."""
    answered = getattr(request, "is_preview", False) and getattr(request, "preview_mode", "") == "answered"
    shown = question.get_preview_context(request, "marked" if answered else "open")
    return {"kind": question.kind, **shown.get("item", {})}


@register.simple_tag
def quiz_sections(quiz: Quiz, agency: str) -> list[Described]:
    """The sections of a quiz in words, with one draw, for a trainer's preview."""
    return described(quiz, agency=agency)

"""What a question still lacks before it should be published, in words for its author."""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale

from assessments import kinds
from assessments.models import Question

LONGER = 1.6  # times the longest wrong option: from here on the length gives the right one away
MATTERS_FROM = 40  # letters


def missing(question: Question) -> list[str]:
    """Sentences, the gravest first; none when nothing is missing. One query."""
    found = [problem] if (problem := question.problem()) else []
    if not question.rationale.strip():
        found.append(_("The reason is missing: officers read after marking why an answer is right."))
    if not found:
        found += _feedback(question) + _lengths(question)
    return found + _translations(question)


def _feedback(question: Question) -> list[str]:
    silent = [
        part for part in question.draft().parts if part.value.get("correct") is False and "feedback" in part.value
    ]
    silent = [part for part in silent if not part.value["feedback"]]
    if not silent:
        return []
    names = ", ".join(f"“{(part.value.get('text') or part.value.get('label') or '')[:40]}”" for part in silent)
    return [_("No feedback for those who choose: %(options)s.") % {"options": names}]


def _lengths(question: Question) -> list[str]:
    options = [part.value for part in question.draft().of("option")]
    right = [len(option["text"]) for option in options if option.get("correct")]
    wrong = [len(option["text"]) for option in options if not option.get("correct")]
    if not right or not wrong or min(right) < MATTERS_FROM or min(right) < LONGER * max(wrong):
        return []
    return [_("The right answer is by far the longest, which gives it away. Shorten it, or say more in the others.")]


def _translations(question: Question) -> list[str]:
    """Languages without this question, or with one whose parts are others than those of the source."""
    if question.pk is None:
        return []
    there = {each.locale_id: each for each in question.get_translations(inclusive=True).select_related("locale")}
    found = []
    if question.locale.language_code != settings.LANGUAGE_CODE:
        source = next((each for each in there.values() if each.locale.language_code == settings.LANGUAGE_CODE), None)
        if source is not None and _shape(source) != _shape(question):
            found.append(_("Its parts are not those of the source, so officers see the source. Translate it anew."))
        return found
    absent = [locale for locale in Locale.objects.all() if locale.pk not in there]
    names = ", ".join(str(locale) for locale in absent)
    return [_("Not translated yet: %(languages)s.") % {"languages": names}] if names else []


def _shape(question: Question) -> tuple[str, list[tuple[str, str]]]:
    return question.kind, [(part.id, part.type) for part in question.draft().parts]


def offered() -> dict[str, dict[str, list[str]]]:
    """Kind → the blocks it is made of and the fields it uses, for the form of authors."""
    return {
        name: {"blocks": [block for block, _made in kinds.get(name).blocks], "fields": list(kinds.get(name).uses)}
        for name in kinds.names()
    }

"""Which languages of this site still lack a page, or words of it."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from courses.checking.findings import Finding, Level


def of_translations(page: Page) -> Iterator[Finding]:
    """Asked on the page that is translated from; languages in which the page above does not exist are not missed."""
    if page.locale_id != Locale.get_default().pk:
        return
    names = dict(settings.LANGUAGES)
    present = {each.locale_id for each in page.get_translations()}
    expected = Locale.objects.filter(pk__in=_languages_above(page)).exclude(pk=page.locale_id)
    for locale in expected:
        language = str(names.get(locale.language_code, locale.language_code))
        if locale.pk not in present:
            yield Finding(
                Level.LOOK, _("There is no translation into this language yet: %(name)s.") % {"name": language}
            )
        elif missing := _missing(page, locale):
            message = ngettext(
                "%(name)s: %(count)d passage is not translated yet.",
                "%(name)s: %(count)d passages are not translated yet.",
                missing,
            )
            yield Finding(Level.LOOK, message % {"name": language, "count": missing})


def _languages_above(page: Page) -> set[int]:
    parent = page.get_parent()
    return set(parent.get_translations(inclusive=True).values_list("locale_id", flat=True)) if parent else set()


def _missing(page: Page, locale: Locale) -> int:
    """Passages that were submitted for translation and have no words yet."""
    translation = Translation.objects.filter(source__object_id=page.translation_key, target_locale=locale).first()
    if translation is None or not translation.enabled:
        return 0
    total, done = translation.get_progress()
    return int(total - done)

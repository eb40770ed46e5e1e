from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand
from django.db import transaction
from wagtail.models import Locale, Page, Site

from courses.domain.editors import prepare_groups, prepare_workflow
from courses.models import CataloguePage
from web.models import HomePage

TITLE = "Tanı"
# Title and lead of a new front page; editors change them in Wagtail.
HOMES = {
    "tr": (
        "İnsan ticareti mağdurunu tanıyın",
        "Polis, jandarma ve Sahil Güvenlik personeli için sahada işe yarayan eğitim: göstergeyi fark edin, "
        "güvenli bir ilk görüşme yapın, kişiyi korumaya ulaştırın.",
    ),
    "en": (
        "Recognise a victim of human trafficking",
        "Training for police, gendarmerie and coast guard officers that works in the field: notice the signs, "
        "hold a safe first talk, bring the person to protection.",
    ),
    "ar": (
        "تعرّف على ضحية الاتجار بالبشر",
        "تدريب لأفراد الشرطة والدرك وخفر السواحل ينفع في الميدان: لاحظ المؤشرات، "
        "وأجرِ مقابلة أولى آمنة، وأوصل الشخص إلى الحماية.",
    ),
}
CATALOGUES = {"tr": "Eğitimler", "en": "Courses", "ar": "الدورات"}


class Command(BaseCommand):
    """No tree is synchronised between languages: an alias would show Turkish under /en/ as if it were English.

    A page appears in another language when somebody submits it for translation.
    """

    help = "Languages, front pages, catalogues, rights of the editing groups, review workflow. Safe to run again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
        homes = [home(locale) for locale in locales]
        site(homes[0])
        remove_welcome_page()
        for each in homes:
            catalogue(each)
        prepare_groups()
        prepare_workflow()
        if options["verbosity"]:
            self.stdout.write(f"The site is ready in {', '.join(locale.language_code for locale in locales)}.")


def home(locale: Locale) -> HomePage:
    """The front page of a language; all share one translation key."""
    found = HomePage.objects.filter(locale=locale).first()
    if found:
        return found
    code = locale.language_code
    title, lead = HOMES.get(code, HOMES["en"])
    page = HomePage(title=title, lead=lead, slug=code, locale=locale, **shared_key(HomePage))
    return published(Page.get_first_root_node(), page)


def catalogue(parent: HomePage) -> CataloguePage:
    found = CataloguePage.objects.filter(locale=parent.locale).first()
    if found:
        return found
    title = CATALOGUES.get(parent.locale.language_code, CATALOGUES["en"])
    page = CataloguePage(title=title, slug="courses", locale=parent.locale, **shared_key(CataloguePage))
    return published(parent, page)


def shared_key(model: type[Page]) -> dict[str, Any]:
    first = model.objects.order_by("pk").first()
    return {"translation_key": first.translation_key} if first else {}


def published(parent: Page, page: Page) -> Any:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def site(root: HomePage) -> None:
    """The one site of this installation, at the address the product is reached under."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname, "port": port, "root_page": root, "site_name": TITLE},
    )


def remove_welcome_page() -> None:
    """What Wagtail's first migration puts there: a bare page directly below the root."""
    for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore", content_type__model="page"):
        page.delete()

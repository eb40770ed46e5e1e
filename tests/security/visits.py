"""Where texts are shown: every screen of the site, of the desk and of the admin, with whom it is opened by."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Task, Workflow
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from accounts.models import User
from courses.models import CataloguePage, CoursePage, LessonPage
from tests.security.world import World
from web.models import AwarenessCoursePage, AwarenessIndexPage, AwarenessPage

REPORTS = (
    "locked",
    "workflow",
    "workflow_tasks",
    "site-history",
    "aging-pages",
    "page-types-usage",
    "legal",
)


class Visit(NamedTuple):
    who: User | None
    path: str
    strict: bool = True  # a page of the site, under its own policy


def site(world: World) -> Iterator[Visit]:
    """Learners and everybody."""
    first, second = world.officers
    turkish = {"locale": Locale.objects.get(language_code="tr")}
    for path in (
        "",
        "courses/",
        "courses/m1/",
        "catalogue/",
        "cards/",
        "cards/m1/",
        "search/?query=script",
        "search/?query=<",
        "accounts/login/",
    ):
        yield Visit(None, f"/tr/{path}")
    for course in CoursePage.objects.filter(**turkish)[:4]:
        yield Visit(None, f"/tr/courses/{course.slug}/")
    for model in (AwarenessIndexPage, AwarenessPage, AwarenessCoursePage):
        for page in model.objects.filter(**turkish).live():
            yield Visit(None, page.url)
            if model is AwarenessCoursePage:
                yield from (Visit(None, f"{page.url}{part}") for part in ("1/", "2/", "questions/", "questions/?1=1"))
    yield Visit(None, f"/verify/{world.certificate.code}/")
    for path in ("", "m1/", "m1/l1/", "m1/l2/", *(f"m1/x{number}/" for number in range(3))):
        yield Visit(first, f"/tr/learn/{path}")
    for who, attempt in zip(world.officers, world.attempts, strict=True):
        yield from (Visit(who, f"/tr/assessments/{attempt.public_id}/{part}") for part in ("", "paper/", "result/"))
        if who is first:
            yield from (
                Visit(who, f"/tr/assessments/{attempt.public_id}/{item.position}/") for item in attempt.items.all()
            )
    for path in ("documents/", "accounts/password/change/", "start/", "preferences/"):
        yield Visit(second, f"/tr/{path}")


def desk(world: World) -> Iterator[Visit]:
    """The coordinator sees names, units and reasons."""
    for path in (
        "",
        "enrolments/",
        "enrolments/?course=m1",
        "enrol/",
        "enrol/?course=m1",
        f"people/{world.officers[0].public_id}/",
        f"people/{world.officers[0].public_id}/answers/",
        f"people/{world.officers[0].public_id}/quizzes/",
        f"units/{world.unit.code}/quizzes/",
    ):
        yield Visit(world.coordinator, f"/tr/coordination/{path}")


def admin(world: World) -> Iterator[Visit]:
    paths = [
        "",
        "account/",
        "images/",
        "documents/",
        "pages/",
        "users/",
        "groups/",
        "collections/",
        "questions/import/",
        "marking/",
        "workflows/list/",
        "workflows/tasks/index/",
        "pages/search/?q=x",
        "images/chooser/",
        "documents/chooser/",
        "choose-page/",
        f"questions/export/{world.bank.slug}/",
    ]
    paths += [f"reports/{name}/" for name in REPORTS]
    paths += [
        f"images/{Image.objects.first().pk}/",
        f"images/usage/{Image.objects.first().pk}/",
        f"documents/edit/{Document.objects.first().pk}/",
    ]
    paths += [
        f"users/edit/{world.officers[0].pk}/",
        f"workflows/edit/{Workflow.objects.last().pk}/",
        f"workflows/tasks/edit/{Task.objects.last().pk}/",
    ]
    for page in shown_pages():
        first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
        paths += [
            f"pages/{page.pk}/{part}/"
            for part in ("edit", "view_draft", "history", "usage", "copy", "delete", "workflow_history")
        ]
        paths += [
            f"pages/{page.pk}/",
            f"pages/{page.pk}/revisions/compare/{first.pk}...{last.pk}/",
            f"pages/{page.pk}/revisions/{first.pk}/revert/",
        ]
    for model in get_snippet_models():
        thing, where = (
            model.objects.order_by("pk").first(),
            f"snippets/{model._meta.app_label}/{model._meta.model_name}",
        )
        if thing is not None and model._meta.app_label in ("assessments", "courses"):
            paths += [
                f"{where}/",
                f"snippets/choose/{model._meta.app_label}/{model._meta.model_name}/",
                *(f"{where}/{part}/{thing.pk}/" for part in ("edit", "history", "usage", "delete")),
            ]
    paths += [f"localize/translate/{each.pk}/pofile/download/" for each in Translation.objects.all()[:2]]
    paths += [
        f"pages/{each.get_target_instance().pk}/edit/"
        for each in Translation.objects.filter(source__specific_content_type__model="lessonpage")[:1]
    ]
    yield from (Visit(world.admin, f"/admin/{path}", strict=False) for path in dict.fromkeys(paths))


def shown_pages() -> list[Page]:
    """One of each kind; of lessons a short one, for the editor draws every block by itself."""
    turkish = {"locale": Locale.objects.get(language_code="tr")}
    found = [
        LessonPage.objects.filter(code="x0", **turkish).first(),
        CoursePage.objects.filter(code="m1", **turkish).first(),
    ]
    alone = (CataloguePage, AwarenessPage, AwarenessCoursePage)
    found += [model.objects.filter(**turkish).exclude(latest_revision=None).order_by("-pk").first() for model in alone]
    return [page for page in found if page and page.revisions.exists()]


def echoes(world: World, text: str) -> Iterator[Visit]:
    """What is asked for, and might be said back."""
    asked = quote(text.replace("\0", "")[:1500])
    for path in (
        f"/tr/search/?query={asked}",
        f"/tr/courses/?q={asked}&audience={asked}&language={asked}",
        f"/tr/yok/{asked}/",
        f"/tr/accounts/login/?next={asked}",
    ):
        yield Visit(None, path)
    for path in (
        f"/tr/coordination/enrolments/?q={asked}&course={asked}&unit={asked}&state={asked}",
        f"/tr/coordination/enrol/?course={asked}&q={asked}",
    ):
        yield Visit(world.coordinator, path)
    for path in (
        f"/admin/pages/search/?q={asked}",
        f"/admin/snippets/assessments/question/?q={asked}",
        f"/admin/images/?q={asked}&tag={asked}",
    ):
        yield Visit(world.admin, path, strict=False)

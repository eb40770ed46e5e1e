"""Which door of the admin opens to whom. A stranger and an officer never get past the first."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from accounts.models import Role, User
from assessments.models import Question
from courses.models import LegalSource, LessonPage
from tests.factories.editors import editor
from tests.factories.people import UserFactory

T, R, L, A = Role.TRAINER, Role.REVIEWER, Role.TRANSLATOR, Role.ADMINISTRATOR
EDITORS = {T, R, L, A}
Address = Callable[[], str]


def lesson(language: str = "tr") -> LessonPage:
    return LessonPage.objects.get(code="l1", locale__language_code=language)


def page_url(name: str, language: str = "tr") -> Address:
    return lambda: reverse(f"wagtailadmin_pages:{name}", args=[lesson(language).pk])


def question_url(name: str) -> Address:
    def address() -> str:
        question = Question.objects.get(code="m1-k1", locale__language_code="tr")
        return reverse(f"wagtailsnippets_assessments_question:{name}", args=[question.pk])

    return address


def law_url(name: str) -> Address:
    def address() -> str:
        law = LegalSource.objects.get(key="tck-80", locale__language_code="tr")
        return reverse(f"wagtailsnippets_courses_legalsource:{name}", args=[law.pk])

    return address


def plain(name: str) -> Address:
    return lambda: reverse(name)


def po_file() -> str:
    translation = Translation.objects.get(
        source__object_id=lesson().translation_key, target_locale=Locale.objects.get(language_code="en")
    )
    return reverse("wagtail_localize:download_pofile", args=[translation.pk])


def front_page() -> str:
    return reverse("wagtailadmin_pages:edit", args=[Page.objects.get(slug="tr", depth=2).pk])


# name, address, roles it opens to
DOORS: list[tuple[str, Address, set[str]]] = [
    ("admin", plain("wagtailadmin_home"), EDITORS),
    ("legal report", plain("unconfirmed_law"), EDITORS),
    ("legal report results", plain("unconfirmed_law_results"), EDITORS),
    ("edit lesson", page_url("edit"), EDITORS),
    ("edit English lesson", page_url("edit", "en"), EDITORS),
    ("history of a lesson", page_url("history"), EDITORS),
    ("draft of a lesson", page_url("view_draft"), EDITORS),
    ("unpublish lesson", page_url("unpublish"), {R, A}),
    ("unpublish English lesson", page_url("unpublish", "en"), {R, L, A}),
    ("delete lesson", page_url("delete"), {R, A}),
    ("move lesson", page_url("move"), {R, A}),
    ("questions", plain("wagtailsnippets_assessments_question:list"), EDITORS),
    ("new question", plain("wagtailsnippets_assessments_question:add"), {T, A}),
    ("edit question", question_url("edit"), EDITORS),
    ("history of a question", question_url("history"), EDITORS),
    ("use of a question", question_url("usage"), EDITORS),
    ("unpublish question", question_url("unpublish"), {R, A}),
    ("delete question", question_url("delete"), {A}),
    ("legal sources", plain("wagtailsnippets_courses_legalsource:list"), EDITORS),
    ("new legal source", plain("wagtailsnippets_courses_legalsource:add"), {T, A}),
    ("edit legal source", law_url("edit"), EDITORS),
    ("delete legal source", law_url("delete"), {A}),
    ("choose a question", plain("wagtailsnippetchoosers_assessments_question:choose"), EDITORS),
    ("new image", plain("wagtailimages:add"), {T, L, A}),
    ("translation as PO", po_file, EDITORS),
    ("front page", front_page, set()),
    ("people", plain("wagtailusers_users:index"), set()),
    ("groups", plain("wagtailusers_groups:index"), set()),
    ("sites", plain("wagtailsites:index"), set()),
    ("languages", plain("wagtaillocales:index"), set()),
    ("workflows", plain("wagtailadmin_workflows:index"), set()),
    ("collections", plain("wagtailadmin_collections:index"), set()),
    ("redirects", plain("wagtailredirects:index"), set()),
]
EVERYONE = [*Role.values, "stranger"]


def opens(client: Client, address: str) -> bool:
    """Wagtail sends people without a right back to where they may be; nothing but 200 shows anything."""
    response = client.get(address)
    assert response.status_code in (200, 302, 403, 404), response.status_code
    return response.status_code == 200


@pytest.mark.parametrize("role", EVERYONE)
def test_each_door_opens_to_its_roles_and_to_nobody_else(site: None, client: Client, role: str) -> None:
    if role != "stranger":
        client.force_login(editor(role))

    opened = {name for name, address, _roles in DOORS if opens(client, address())}

    assert opened == {name for name, _address, roles in DOORS if role in roles}


def test_a_role_that_ended_opens_nothing(site: None, client: Client) -> None:
    from accounts.domain import end_membership
    from accounts.models import Membership

    trainer = editor(Role.TRAINER)
    end_membership(membership=Membership.objects.of(trainer).get(), by=None)
    client.force_login(User.objects.get(pk=trainer.pk))

    assert not opens(client, reverse("wagtailadmin_home"))


def test_two_roles_open_the_doors_of_both(site: None, client: Client) -> None:
    from accounts.domain import appoint
    from tests.factories.people import UnitFactory

    user = UserFactory()
    for role in (Role.TRAINER, Role.REVIEWER):
        appoint(user=user, unit=UnitFactory(), role=role, by=None)
    client.force_login(User.objects.get(pk=user.pk))

    assert opens(client, reverse("wagtailsnippets_assessments_question:add"))
    assert opens(client, page_url("unpublish")())


def test_the_menu_of_a_trainer_holds_no_settings(site: None, client: Client) -> None:
    client.force_login(editor(Role.TRAINER))

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("wagtailsnippets_assessments_question:list") in html
    assert reverse("wagtailusers_users:index") not in html
    assert reverse("wagtailadmin_workflows:index") not in html


def test_only_translators_submit_for_translation(site: None, client: Client) -> None:
    address = reverse("wagtail_localize:submit_page_translation", args=[lesson().pk])
    may = set()
    for role in sorted(EDITORS):
        client.force_login(editor(role))
        if opens(client, address):
            may.add(role)

    assert may == {L, A}

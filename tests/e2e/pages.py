"""Every kind of page a signed-in person meets, with the people in whose lives it comes up."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone
from playwright.sync_api import Page
from wagtail.models import Locale

from accounts.models import Unit, User
from assessments.domain import answer_check, submit
from assessments.models import Attempt, QuestionBank, QuestionVersion, Quiz
from certificates.domain import revoke
from certificates.models import Certificate
from courses.models import OutlineVersion
from courses.queries import lesson_view, outline_by_code
from enrolments.domain import enrol
from enrolments.lessons import context_of
from enrolments.models import Enrolment
from enrolments.queries import context_key
from tests.e2e.arabic import load_arabic
from tests.e2e.people import make_cast, recognise
from tests.factories import officer_in
from tests.factories.assessments import answer_all, begin, choice, drawn, publish, save
from tests.factories.certificates import certificate_of
from tests.factories.enrolments import finish_lessons
from tests.factories.media import load_every_block
from tests.factories.pages import course_page


class Company(NamedTuple):
    """Who has come how far on the sample course; `attempts`: the beginner's open one, the loser's, the finisher's."""

    newcomer: User
    beginner: User
    loser: User
    finisher: User
    reader: User
    coordinator: User
    attempts: tuple[Attempt, Attempt, Attempt]
    code: str
    revoked: str


class Visit(NamedTuple):
    name: str
    who: User | None
    path: str
    act: Callable[[Page], None] | None = None


def make_company(language: str, folder: Path) -> Company:
    """The cast of the pages, on a course that also exists in `language`; Arabic is loaded from below `folder`."""
    if language == "ar":
        load_arabic(folder)
    course_page("tr-only")
    cast = make_cast()
    station = Unit.objects.get(code="EGM-34-OTOGAR")
    newcomer = officer_in(station, first_name="Gülşah", last_name="Öztürk-Yıldırımoğlu", email="newcomer@tani.example")
    loser = officer_in(station, first_name="İlker", last_name="Çiğdem", email="loser@tani.example")
    finisher = officer_in(station, first_name="Ayşe Nur", last_name="Şahin", email="finisher@tani.example")
    outline, quiz = outline_by_code("m1"), whole_quiz()
    due_on = timezone.localdate() + timedelta(days=20)
    open_attempt = begins(enrol_on(outline, cast.officer, by=cast.coordinator, due_on=due_on), quiz)
    answer_all_but_last(open_attempt)
    lost, won = (begins(enrol_on(outline, officer, by=officer), quiz) for officer in (loser, finisher))
    answer_lessons(loser, right=False)
    answer_all(lost, wrong=3)
    submit(attempt=lost)
    answer_lessons(finisher, right=True)
    answer_all(won)
    finish_lessons(Enrolment.objects.of(finisher).get(), 2)
    submit(attempt=won)
    reader = officer_in(station, first_name="Nazlı", last_name="Güneş", email="reader@tani.example")
    load_every_block(folder / "blocks", arabic=language == "ar")
    enrol_on(outline_by_code("m3"), reader, by=reader)
    withdrawn = certificate_of(loser)
    revoke(certificate=withdrawn, by=cast.coordinator, reason="Deneme")
    code = Certificate.objects.of(finisher).get().code
    attempts = open_attempt, lost, won
    return Company(newcomer, cast.officer, loser, finisher, reader, cast.coordinator, attempts, code, withdrawn.code)


def whole_quiz() -> Quiz:
    """The quiz of the sample course, asking all its questions, so that every kind of question comes up."""
    quiz = Quiz.objects.get(code="m1-final", locale=Locale.objects.get(language_code="tr"))
    quiz.sections = drawn(QuestionBank.objects.get(slug="m1"), 5)
    return publish(quiz)


def enrol_on(outline: OutlineVersion, officer: User, **how) -> Enrolment:
    return enrol(officer=officer, course_key=outline.course_key, **how)


def begins(enrolment: Enrolment, quiz: Quiz) -> Attempt:
    return begin(enrolment.officer, quiz, context_key=context_key(enrolment))


def answer_all_but_last(attempt: Attempt) -> None:
    for item in attempt.items.filter(position__lt=5):
        save(attempt, item.position, 1)


def answer_lessons(officer: User, *, right: bool) -> None:
    """Every check and every decision of the officer's own force; wrong ones get the first option that is no answer."""
    for lesson in ("l1", "l2"):
        view = lesson_view("m1", lesson, "tr")
        for part in view.parts:
            for key in part.question_keys:
                version = QuestionVersion.objects.filter(question_key=key).latest("number")
                places = [
                    place for place, option in enumerate(version.structure["options"], start=1)
                    if (option in version.key["right"]) == right
                ]  # fmt: skip
                answer_check(
                    officer=officer, question_key=key, context_key=context_of(view, part),
                    fields=choice(places[0]), language="tr",
                )  # fmt: skip


def visits(company: Company, language: str) -> list[Visit]:
    """One page after another, those of a person together."""
    newcomer, beginner, loser, finisher, reader, coordinator, (begun, lost, won), code, revoked = company
    learn, desk, attempt = (f"/{language}/{part}/" for part in ("learn", "coordination", "assessments"))
    kinds = {item.question_version.kind: item.position for item in begun.items.select_related("question_version")}
    pages = [
        Visit("sign-in refused", None, f"/{language}/accounts/login/", send),
        Visit("verify, valid", None, f"/verify/{code}/?lang={language}"),
        Visit("verify, revoked", None, f"/verify/{revoked}/?lang={language}"),
        Visit("verify, unknown", None, f"/verify/ZZZZ/?lang={language}"),
        Visit("my learning, empty", newcomer, learn),
        Visit("documents, empty", newcomer, f"/{language}/documents/"),
        Visit("403", newcomer, desk),
        Visit("404", newcomer, f"{learn}no-such-course/"),
        Visit("password change, refused", newcomer, f"/{language}/accounts/password/change/", send),
        Visit("my learning", beginner, learn),
        Visit("course home, begun", beginner, f"{learn}m1/"),
        Visit("lesson, check open", beginner, f"{learn}m1/l1/"),
        Visit("lesson, scenario open", beginner, f"{learn}m1/l2/"),
        Visit("course in another language", beginner, f"{learn}tr-only/"),
        Visit("page in another language", beginner, f"/{language}/courses/tr-only/"),
        *(Visit(f"question, {kind}", beginner, f"{attempt}{begun.public_id}/{kinds[kind]}/") for kind in kinds),
        Visit("overview", beginner, f"{attempt}{begun.public_id}/"),
        Visit("lesson, check wrong", loser, f"{learn}m1/l1/", try_again),
        Visit("result, failed", loser, f"{attempt}{lost.public_id}/result/"),
        Visit("documents, revoked", loser, f"/{language}/documents/"),
        Visit("course home, completed", finisher, f"{learn}m1/"),
        Visit("lesson, scenario finished", finisher, f"{learn}m1/l2/"),
        Visit("result, passed", finisher, f"{attempt}{won.public_id}/result/"),
        Visit("documents", finisher, f"/{language}/documents/"),
        Visit("lesson, every block", reader, f"{learn}m3/l1/", open_all),
        Visit("checklist taken along", reader, f"{learn}m3/l1/", take_along),
        Visit("desk", coordinator, desk),
        Visit("list", coordinator, f"{desk}enrolments/?unit=EGM-34&course=m1"),
        Visit("list, empty", coordinator, f"{desk}enrolments/?q=kimse-yok"),
        Visit("person", coordinator, f"{desk}people/{finisher.public_id}/"),
        Visit("person, on no course", coordinator, f"{desk}people/{newcomer.public_id}/"),
        Visit("enrol: which course", coordinator, f"{desk}enrol/"),
        Visit("enrol: whom, refused", coordinator, f"{desk}enrol/?course=m1", ask_to_check),
        Visit("enrol: check", coordinator, f"{desk}enrol/?course=m1", ask_to_enrol),
    ]
    return [visit for visit in pages if language != "tr" or not visit.name.endswith("in another language")]


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


def open_all(page: Page) -> None:
    """Every answer, transcript, list and card of the lesson."""
    page.evaluate("for (const each of document.querySelectorAll('.lesson details')) each.open = true")


def take_along(page: Page) -> None:
    page.locator(".checklist__take a").click()
    page.locator(".takeaway").wait_for()


def try_again(page: Page) -> None:
    page.locator(".check__again > summary").click()


def ask_to_check(page: Page) -> None:
    page.locator("button[value=check]").click()
    page.locator(".error-summary").wait_for()


def ask_to_enrol(page: Page) -> None:
    """One person who is new, two who are not, a number nobody has."""
    page.locator("[name=people]").first.check()
    page.locator("[name=numbers]").fill("001\n009999")
    page.locator("button[value=check]").click()
    page.locator("button[value=confirm]").wait_for()


def go_through(page: Page, company: Company, language: str, *, at: str) -> Iterator[tuple[str, bool]]:
    """Open one page after another as the person it is for. Yields its name, and whether it is that person's first."""
    last = page
    for visit in visits(company, language):
        first = visit.who != last
        if first:
            recognise(page, visit.who, at=at)
            last = visit.who
        page.goto(visit.path)
        if visit.act:
            visit.act(page)
        yield visit.name, first

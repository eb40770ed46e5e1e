"""The product's tables, filled: people, units, courses, enrolments, progress, attempts with answers and marks.

Made through the product: languages and site, one course of ten lessons with a quiz, course C1, sign-ins. Made by the
database from these: everything that there is a lot of. Run by `python -m bench` in a process of its own; prints what the
load needs to know.
"""
# ruff: noqa: E501, S608, S106  statements made of trusted parts

import json
import sys
import time
from typing import Any

import django

from bench import prose
from bench.rows import bulk_begin, bulk_end, insert, literal, pick, query, today
from bench.scale import FULL, QUICK, STATES, TRIES, Scale, course_codes

GIVEN = (
    "Ayşe",
    "Mehmet",
    "Işıl",
    "Çetin",
    "Şule",
    "Ömer",
    "İpek",
    "Uğur",
    "Gül",
    "Ali",
    "Derya",
    "Hülya",
    "Kaan",
    "Zeynep",
)
FAMILY = (
    "Yılmaz",
    "Çağlayan",
    "Işık",
    "Öztürk",
    "Şahin",
    "Ünal",
    "Güneş",
    "Aydın",
    "İnce",
    "Demir",
    "Koç",
    "Zorlu",
    "Uğurlu",
)
LEARNERS = 64
LANGUAGE = "tr"


def main(scale: Scale) -> None:
    told = time.perf_counter()
    outlines = course_outlines(scale)
    coordinator = people(scale)
    bulk_begin()
    base = officers(scale)
    enrolments(scale, outlines, base)
    attempts(scale)
    bulk_end(*touched())
    say(f"{scale.officers:,} officers, {scale.enrolments:,} enrolments, {scale.responses:,} responses", told)
    json.dump(signed_in(scale, base, coordinator), sys.stdout)


def say(what: str, since: float) -> None:
    sys.stderr.write(f"  ours: {what} in {time.perf_counter() - since:.0f} s\n")


def touched() -> list[Any]:
    from accounts.models import User

    return [User]


# --- content, through Wagtail ---


def course_outlines(scale: Scale) -> list[Any]:
    """The newest outline of each course, the one with pages first."""
    from courses.models import OutlineVersion

    codes = course_codes(scale)
    key = course_page(scale).translation_key
    first = OutlineVersion.objects.filter(course_key=key).latest("number")
    return [first, *(outline(code, scale) for code in codes[1:])]


def course_page(scale: Scale) -> Any:
    from courses.models import CataloguePage, CoursePage, LessonPage

    page = CoursePage(title="Bench", slug="b1", code="b1", summary="A course to measure.", hours=8, quiz=quiz(scale))
    CataloguePage.objects.get(locale__language_code=LANGUAGE).add_child(instance=page)
    for number in range(1, scale.lessons + 1):
        body = [("text", paragraph) for paragraph in prose.lesson(number).split("\n")]
        lesson = LessonPage(title=f"Lesson {number}", slug=f"l{number}", code=f"l{number}", minutes=20, body=body)
        page.add_child(instance=lesson)
        lesson.save_revision().publish()
    page.save_revision().publish()
    return page


def quiz(scale: Scale) -> Any:
    from wagtail.models import Locale

    from assessments.models import Question, QuestionBank, Quiz

    locale = Locale.objects.get(language_code=LANGUAGE)
    bank = QuestionBank.objects.create(slug="bench", title="Bench")
    words = prose.lesson(0).split()
    for number in range(1, scale.pool + 1):
        say_it = " ".join(words[number * 12 : number * 12 + 25])
        options = [
            ("option", {"text": f"{place}: {say_it[:60]}", "correct": place == 4, "feedback": ""})
            for place in range(1, 5)
        ]
        question = Question(
            bank=bank, code=f"q{number}", stem=f"{number}. {say_it}?", rationale=say_it, parts=options, locale=locale
        )
        question.save()
        question.save_revision().publish()
    made = Quiz(
        code="bench",
        title="Bench",
        sections=[
            {
                "type": "drawn",
                "id": "drawn",
                "value": {"bank": bank.pk, "count": scale.questions, "category": None, "tag": ""},
            }
        ],
        attempts=0,
        locale=locale,
    )
    made.save()
    made.save_revision().publish()
    return made


def outline(code: str, scale: Scale) -> Any:
    """A course without pages, as far as records need it."""
    from uuid import uuid4

    from courses.models import OutlineVersion

    lessons = [
        {
            "key": str(uuid4()), "code": f"l{number}", "minutes": 20,
            "activities": [{"id": "read", "kind": "read", "questions": [], "parts": {}}],
        }
        for number in range(1, scale.lessons + 1)
    ]  # fmt: skip
    content = {
        "code": code,
        "hours": 8,
        "validity_months": 24,
        "quiz": None,
        "titles": {LANGUAGE: code},
        "lessons": lessons,
    }
    return OutlineVersion.objects.create(course_key=uuid4(), number=1, outline=content, digest=code)


# --- people ---


def people(scale: Scale) -> Any:
    """Institution, units and the coordinator of them all."""
    from datetime import date

    from accounts.domain import appoint, open_institution, open_unit
    from accounts.models import Agency, Role, Unit, User

    open_institution(code="egm", name="Emniyet", name_en="Police", agency=Agency.POLICE)
    root = Unit.objects.get(code="egm")
    provinces = []
    for number in range(1, scale.provinces + 1):
        code = f"P{number:02}"
        provinces.append(
            open_unit(
                code=code, institution=root.institution, parent=root, kind=Unit.Kind.PROVINCE, name=code, name_en=code
            )
        )
    for number in range(scale.units - scale.provinces - 1):
        above = provinces[number % len(provinces)]
        code = f"{above.code}-{number // len(provinces):02}"
        open_unit(code=code, institution=root.institution, parent=above, kind=Unit.Kind.UNIT, name=code, name_en=code)
    user = User.objects.create_user(
        email="coordinator@bench.example",
        first_name="Hülya",
        last_name="Ertuğ",
        institution=root.institution,
        service_number="C1",
    )
    appoint(user=user, unit=root, role=Role.COORDINATOR, by=None, starts_on=date(2025, 1, 1))
    return user


def officers(scale: Scale) -> int:
    """The officers with their postings; the number to add to an officer's number to get the key of the row."""
    from accounts.models import Institution, Membership, Role, Unit, User

    base = int(User.objects.order_by("-pk").values_list("pk", flat=True)[0])
    source = f"generate_series(1, {scale.officers}) n"
    first, last = pick(GIVEN, "n"), pick(FAMILY, "n / 7")
    insert(
        User, source, id=f"{base} + n", username="'egm-b' || n", password="'!'", institution=str(Institution.objects.get().pk),
        service_number="lpad(n::text, 6, '0')", rank="'Komiser'", first_name=first, last_name=last,
        folded_name=f"lower(translate({first} || ' ' || {last}, 'İIıŞşÇçĞğÖöÜü', 'iiisscaggoouu'))", is_superuser="false",
    )  # fmt: skip
    # The officers of a province are those with neighbouring numbers; within it they take turns over its units.
    query(
        "CREATE TEMP TABLE place AS SELECT id, split_part(path, '/', 2) AS province, "
        "row_number() OVER (PARTITION BY split_part(path, '/', 2) ORDER BY code) - 1 AS number, "
        "count(*) OVER (PARTITION BY split_part(path, '/', 2)) AS units "
        f"FROM \"{Unit._meta.db_table}\" WHERE path LIKE 'egm/P%%/%%/'".replace("%%", "%")
    )
    posting = (
        f"{source} JOIN place ON place.province = 'P' || lpad(((n - 1) / {scale.province_size} + 1)::text, 2, '0') "
        "AND place.number = n % place.units"
    )
    insert(
        Membership,
        posting,
        user=f"{base} + n",
        unit="place.id",
        role=literal(Role.OFFICER),
        starts_on="'2025-01-01'::date",
    )
    return base


# --- records ---


def enrolments(scale: Scale, outlines: list[Any], base: int) -> None:
    from enrolments.models import ActivityCompletion, Enrolment, ResumePoint

    values = ", ".join(
        f"({place}, {outline.pk}, '{outline.course_key}'::uuid, {literal(outline.outline['code'])}, {learners})"
        for place, (outline, learners) in enumerate(zip(outlines, scale.learners(), strict=True))
    )
    # Courses after the small ones begin with another officer each, so that everybody is on about as many.
    source = (
        f"(VALUES {values}) c(place, outline, key, code, learners), generate_series(1, c.learners) k, "
        f"LATERAL (SELECT (k - 1 + CASE WHEN c.place < 4 THEN 0 ELSE c.place * 7919 END) % {scale.officers} + 1 AS n) o"
    )
    state = f"n % {STATES}"
    insert(
        Enrolment, source, officer=f"{base} + n", course_key="c.key", course_code="c.code", outline="c.outline",
        source="'coordinator'", enrolled_at="now() - interval '60 days'",
        due_on=f"CASE WHEN {state} IN (7, 9) THEN {today()} - 3 WHEN {state} IN (4, 5) THEN {today()} + 30 END",
        started_at=f"CASE WHEN {state} < 8 THEN now() - interval '30 days' END",
        completed_at=f"CASE WHEN {state} < 4 THEN now() - interval '10 days' END",
        failed_at=f"CASE WHEN {state} = 4 THEN now() - interval '10 days' END",
    )  # fmt: skip
    underway = f'"{Enrolment._meta.db_table}" e JOIN "{outlines[0]._meta.db_table}" o ON o.id = e.outline_id'
    running = "e.started_at IS NOT NULL AND e.completed_at IS NULL AND e.failed_at IS NULL"
    lesson = "(o.outline->'lessons'->(k - 1)->>'key')::uuid"
    measured = ", ".join(str(outline.pk) for outline in outlines[:4])
    insert(
        ActivityCompletion, f"{underway}, generate_series(1, 4) k WHERE {running} AND e.outline_id IN ({measured})",
        enrolment="e.id", lesson_key=lesson, activity_id="'read'",
    )  # fmt: skip
    insert(
        ResumePoint, f"{underway}, generate_series(1, 1) k WHERE {running} AND e.outline_id = {outlines[0].pk}",
        enrolment="e.id", lesson_key=lesson,
    )  # fmt: skip


def attempts(scale: Scale) -> None:
    """Two tries of everybody who completed or failed the first course: the first failed, the second as the state says."""
    from assessments.models import Attempt, AttemptItem, AttemptResult, Mark, QuestionVersion, QuizVersion, Response
    from enrolments.models import Enrolment

    quiz = QuizVersion.objects.get(quiz_key__in=_bench_quiz())
    ended = f"\"{Enrolment._meta.db_table}\" e WHERE e.course_code = 'b1' AND (e.completed_at IS NOT NULL OR e.failed_at IS NOT NULL)"
    insert(
        Attempt, f"(SELECT * FROM {ended} ORDER BY id LIMIT {scale.attempts // TRIES}) e, generate_series(1, {TRIES}) k",
        officer="e.officer_id", quiz_version=str(quiz.pk), quiz_key=f"'{quiz.quiz_key}'::uuid",
        context_key="'enrolment:' || e.public_id", number="k", language=literal(LANGUAGE),
        started_at="now() - interval '12 days'", submitted_at="now() - interval '11 days'",
    )  # fmt: skip
    query(
        "CREATE TEMP TABLE pool AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, structure->'options' AS options, "
        f"key->'right' AS key FROM \"{QuestionVersion._meta.db_table}\" WHERE question_key IN ({_bench_questions()})"
    )
    a, i, r = (model._meta.db_table for model in (Attempt, AttemptItem, Response))
    insert(
        AttemptItem, f'"{a}" a, generate_series(1, {scale.questions}) k JOIN pool ON true WHERE pool.place = (a.id + k) % {scale.pool}',
        attempt="a.id", position="k", question_version="pool.id", option_order="pool.options",
    )  # fmt: skip
    drawn = f'"{i}" i JOIN pool ON pool.id = i.question_version_id JOIN "{a}" a ON a.id = i.attempt_id'
    right = f"(a.number = {TRIES} AND i.position <> 3)"
    insert(
        Response, drawn, item="i.id", clock="1", language=literal(LANGUAGE),
        answer=f"jsonb_build_object('chosen', CASE WHEN {right} THEN pool.key ELSE jsonb_build_array(pool.options->0) END)",
    )  # fmt: skip
    insert(
        Mark, f'{drawn} JOIN "{r}" r ON r.item_id = i.id', item="i.id", response="r.id",
        points=f"CASE WHEN {right} THEN 1 ELSE 0 END", max_points="1",
    )  # fmt: skip
    points = f"CASE WHEN number = {TRIES} THEN {scale.questions - 1} ELSE 0 END"
    insert(
        AttemptResult, f'"{a}"', attempt="id", points=points, max_points=str(scale.questions),
        percent=f"100.0 * {points} / {scale.questions}", passed=f"number = {TRIES}",
    )  # fmt: skip


def _bench_quiz() -> Any:
    from assessments.models import Quiz

    return Quiz.objects.filter(code="bench").values_list("translation_key", flat=True)


def _bench_questions() -> str:
    from assessments.models import Question

    keys = Question.objects.filter(bank__slug="bench").values_list("translation_key", flat=True)
    return ", ".join(f"'{key}'" for key in keys)


# --- who measures ---


def signed_in(scale: Scale, base: int, coordinator: Any) -> dict[str, Any]:
    """Session keys of 64 officers in the middle of the first course and of the coordinator; the lessons of C1."""
    from accounts.models import User
    from courses.queries import outline_by_code
    from enrolments.domain import enrol

    numbers = [base + 5 + STATES * index for index in range(LEARNERS)]
    learners = User.objects.in_bulk(numbers)
    c1 = outline_by_code("c1")
    if c1 is not None:
        enrol(officer=learners[numbers[0]], course_key=c1.course_key, by=learners[numbers[0]])
    return {
        "learners": [session_of(learners[number]) for number in numbers],
        "coordinator": session_of(coordinator),
        "c1": [lesson["code"] for lesson in c1.outline["lessons"]] if c1 else [],
        "province": "P01",
    }


def session_of(user: Any) -> str:
    """Sign in as the product does, with its receivers, and return the session key."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    django.setup()
    main(QUICK if "--quick" in sys.argv else FULL)

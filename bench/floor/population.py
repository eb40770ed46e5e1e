"""The floor's tables, filled with as much as ours and spread the same way. Prints the sessions the load uses."""
# ruff: noqa: E501, S608, S106  statements made of trusted parts
# mypy: ignore-errors

import json
import sys
import time

from bench import prose
from bench.floor import project
from bench.rows import bulk_begin, bulk_end, insert, literal, query, today
from bench.scale import FULL, QUICK, STATES, TRIES, Scale, course_codes

LEARNERS = 64


def main(scale: Scale) -> None:
    from django.apps import apps
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("floor").get_models():
            editor.create_model(model)
    course_of = content(scale)
    bulk_begin()
    insert(
        User, f"generate_series(1, {scale.officers}) n", id="n", username="'u' || n", password="'!'", first_name="'Ayşe'",
        last_name="'Yılmaz ' || n % 97", is_active="true",
    )  # fmt: skip
    insert(project.Unit, f"generate_series(1, {scale.units}) n", id="n", name="'Unit ' || n")
    enrolments(scale, course_of)
    attempts(scale, course_of["b1"])
    bulk_end(User, project.Unit)
    sys.stderr.write(f"  floor: the same in {time.perf_counter() - begun:.0f} s\n")
    numbers = [5 + STATES * index for index in range(LEARNERS)]
    json.dump({"learners": [session_of(number) for number in numbers], "coordinator": session_of(1)}, sys.stdout)


def content(scale: Scale) -> dict[str, int]:
    """Courses by code."""
    courses = [project.Course.objects.create(code=code) for code in course_codes(scale)]
    for number in range(1, scale.lessons + 1):
        project.Lesson.objects.create(
            course=courses[0], code=f"l{number}", title=f"Lesson {number}", body=prose.lesson(number)
        )
    words = prose.lesson(0).split()
    for number in range(1, scale.pool + 1):
        say_it = " ".join(words[number * 12 : number * 12 + 25])
        options = [f"{place}: {say_it[:60]}" for place in range(1, 5)]
        project.Question.objects.create(course=courses[0], stem=f"{number}. {say_it}?", options=options, right=4)
    return {course.code: course.pk for course in courses}


def enrolments(scale: Scale, course_of: dict[str, int]) -> None:
    counts = zip(course_of.values(), scale.learners(), strict=True)
    values = ", ".join(f"({place}, {pk}, {learners})" for place, (pk, learners) in enumerate(counts))
    source = (
        f"(VALUES {values}) c(place, course, learners), generate_series(1, c.learners) k, "
        f"LATERAL (SELECT (k - 1 + CASE WHEN c.place < 4 THEN 0 ELSE c.place * 7919 END) % {scale.officers} + 1 AS n) o"
    )
    insert(
        project.Enrolment, source, user="n", course="c.course", unit=f"(n - 1) / {scale.province_size} + 1", enrolled_on=today(),
        completed_on=f"CASE WHEN n % {STATES} < 4 THEN {today()} END",
    )  # fmt: skip
    insert(
        project.Progress,
        f"floor_enrolment e, floor_lesson l WHERE e.course_id = l.course_id AND e.user_id % {STATES} = 5 AND e.user_id < {STATES * LEARNERS}",
        enrolment="e.id", lesson="l.id", seen_at="now()",
    )  # fmt: skip


def attempts(scale: Scale, course: int) -> None:
    ended = f"SELECT id FROM auth_user WHERE id % {STATES} < 5 ORDER BY id LIMIT {scale.attempts // TRIES}"
    insert(
        project.Attempt, f"({ended}) u, generate_series(1, {TRIES}) k", user="u.id", course=literal(course),
        started_at="now()", submitted_at="now()", points="5",
    )  # fmt: skip
    query("CREATE TEMP TABLE pool AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM floor_question")
    insert(
        project.Item, f"floor_attempt a, generate_series(1, {scale.questions}) k JOIN pool ON true WHERE pool.place = (a.id + k) % {scale.pool}",
        attempt="a.id", position="k", question="pool.id",
    )  # fmt: skip
    insert(project.Answer, "floor_item i", item="i.id", choice="i.id % 4 + 1", given_at="now()")
    insert(project.Mark, "floor_item i", item="i.id", points="i.id % 2")


def session_of(number: int) -> str:
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(pk=number))
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main(QUICK if "--quick" in sys.argv else FULL)

"""Officers with open attempts, made through the product in a process of its own; prints what the clients need to know.

`python -m tests.faults.preparing ATTEMPTS`, in the environment of `bench.servers.environment`.
"""

import json
import sys
from typing import Any

import django

PAIRS = {"göz": "korku", "el": "iz", "ses": "ezber"}


def main(count: int) -> None:
    from accounts.models import Institution
    from tests.factories.assessments import QuizFactory, publish

    quiz = publish(QuizFactory(draw=len(questions()), attempts=1, pass_mark=80))
    institution = Institution.objects.create(code="egm", name="Emniyet", name_en="Police", agency="police")
    print(json.dumps({"attempts": [open_attempt(each, quiz) for each in enrolled(institution, quiz, count)]}))


def questions() -> list[Any]:
    """Ten published questions of eight kinds, each with its own way of marking."""
    from tests.factories.assessments import options, published_question

    pairs = parts("pair", [{"prompt": prompt, "match": match} for prompt, match in PAIRS.items()])
    others = parts("distractor", [{"match": "sessizlik"}], start=9)
    steps = parts("step", [{"text": text} for text in ("Dur", "Bak", "Dinle", "Sor", "Yaz")])
    gaps = parts("gap", [{"accepted": ["Şırnak"]}, {"accepted": ["kimlik", "pasaport"]}], start=1)
    passage = parts("passage", [{"text": "Nerede? [1]. Ne yok? [2]."}], start=9)
    units = parts("unit", [{"name": "gün", "factor": "1"}, {"name": "hafta", "factor": "7"}], start=1)
    five = ("bir", "iki", "üç", "dört", "beş")
    return [
        published_question(kind="single"),
        published_question(kind="single", parts=options(*five, right=(4,), ids="five")),
        published_question(kind="true_false", parts=[], answer_is_true=True),
        *(
            published_question(kind="multiple", scheme=scheme, points=3, parts=options(*five, right=(2, 4), ids=scheme))
            for scheme in ("all", "penalty")
        ),
        published_question(kind="matching", scheme="partial", points=3, parts=pairs + others),
        published_question(kind="ordering", scheme="partial", points=5, parts=steps),
        published_question(kind="gap", scheme="partial", points=2, parts=passage + gaps),
        published_question(kind="numeric", parts=parts("number", [{"value": "30", "tolerance": "2"}], start=9) + units),
        published_question(kind="short", parts=parts("accepted", [{"text": "insan ticareti"}])),
    ]


def parts(type_name: str, values: list[dict[str, Any]], *, start: int = 1) -> list[dict[str, Any]]:
    return [
        {"type": type_name, "id": f"{type_name}-{place}", "value": value}
        for place, value in enumerate(values, start=start)
    ]


def enrolled(institution: Any, quiz: Any, count: int) -> list[Any]:
    """Officers who have done all of a course but its final quiz."""
    from factory import Transformer

    from accounts.models import User
    from common.text import fold
    from enrolments.models import Enrolment
    from tests.factories.enrolments import OutlineFactory
    from tests.factories.people import UserFactory

    outline = OutlineFactory(code="f1", lessons=0, quiz=str(quiz.translation_key))
    people = UserFactory.build_batch(count, institution=institution, password=Transformer.Force("!"))
    for person in people:
        person.username, person.folded_name = person.identifier(), fold(person.get_full_name())
    User.objects.bulk_create(people)
    from django.utils import timezone

    return Enrolment.objects.bulk_create(
        Enrolment(officer=each, course_key=outline.course_key, course_code="f1", outline=outline,
                  started_at=timezone.now())
        for each in people
    )  # fmt: skip


def open_attempt(enrolment: Any, quiz: Any) -> dict[str, Any]:
    """An attempt begun, a session, and each question as its form needs it, with the fields of a right answer."""
    from bench.population import session_of
    from enrolments.queries import context_key
    from tests.factories.assessments import begin

    attempt = begin(enrolment.officer, quiz, context_key=context_key(enrolment))
    items = attempt.items.select_related("question_version").order_by("position")
    return {
        "id": attempt.public_id,
        "session": session_of(enrolment.officer),
        "questions": [
            {
                "kind": item.question_version.kind,
                "structure": item.question_version.structure,
                "order": item.option_order,
                "solution": right(item),
            }
            for item in items
        ],
    }


def right(item: Any) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """The fields that win all points, and what is kept of them."""
    from assessments import kinds
    from tests.factories.assessments import solution

    version, fields = item.question_version, solution(item)
    asked = kinds.Question(version.structure, version.key)
    return fields, kinds.get(version.kind).read(asked, item.option_order, fields, {})


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))

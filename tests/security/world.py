"""A site in which every text that a person can write is a payload, made beside the sample course."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Locale, Task, Workflow

from accounts.domain import appoint
from accounts.models import Institution, Role, Unit, User
from assessments import kinds
from assessments.domain import Change, save_response, submit
from assessments.models import Attempt, Question, QuestionBank, QuestionCategory, Quiz, QuizOverride
from courses.models import CataloguePage, CoursePage, FieldCard, GlossaryTerm, LegalSource, LessonPage
from courses.queries import outline_by_code
from enrolments.domain import enrol
from enrolments.queries import context_key
from tests.factories import UserFactory
from tests.factories.assessments import begin, drawn, publish, solution
from tests.factories.certificates import filed_certificate_of
from tests.factories.kinds import example, picture
from tests.factories.pages import public_course
from tests.security.places import Taker, fill, raw_of
from web.models import AwarenessIndexPage, AwarenessPage, HomePage

TEXTS = {"text", "feedback", "prompt", "match", "alt", "label", "guidance", "name"}  # of parts of questions


@dataclass
class World:
    """`attempts`: one open with answers, of the first officer; one submitted, of the second. `placed`: texts in all."""

    officers: tuple[User, User]
    coordinator: User
    admin: User
    unit: Unit
    attempts: tuple[Attempt, Attempt]
    certificate: Any
    bank: QuestionBank
    rows: dict[type[models.Model], list[Any]]
    placed: int


def build(texts: list[str]) -> World:
    """`texts` take turns in every place. Needs the fixture `site`."""
    make = _Maker(texts)
    make.library()
    make.organisation()
    make.snippets()
    make.questions()
    make.pages()
    return make.world()


class _Maker:
    def __init__(self, texts: list[str]) -> None:
        self.take, self.number = Taker(texts), len(texts)
        self.turkish = Locale.objects.get(language_code="tr")
        self.rows: dict[type[models.Model], list[Any]] = {}

    def chosen(self, model: type[models.Model]) -> Any:
        """For choosers: one of what was made, the language of the site."""
        found = self.rows.get(model) or [model.objects.order_by("pk").last()]
        return found[0].pk if found[0] else None

    def many(self, model: type[models.Model], number: int | None = None, **fixed: Any) -> list[Any]:
        """As many as there are texts, each with texts in all its places; functions get the number of the row."""
        made = []
        for place in range(number or self.number):
            values = {name: value(place) if callable(value) else value for name, value in fixed.items()}
            thing = fill(model(**values), self.take, self.chosen)
            thing.save()
            made.append(thing)
        self.rows[model] = made
        return made

    def library(self) -> None:
        drawing, first = picture(), Collection.get_first_root_node()
        Collection.objects.get(pk=first.add_child(name=self.take(255)).pk)
        for place in range(self.number):
            title, words = self.take(255), self.take(255)
            Image.objects.create(title=title, description=words, file=drawing.file.name, width=640, height=400)
            file = ContentFile(b"%PDF-1.7", name=f"{self.take(60)}.pdf".replace("/", "-"))
            document = Document.objects.create(title=self.take(255), file=file)
            if place < 5:
                document.tags.add(self.take(90) or "x")
        self.rows[Image], self.rows[Document] = [drawing], [Document.objects.first()]
        for model in (Workflow, Task):
            for each in model.objects.all():
                each.name = self.take(255)
                each.save()

    def organisation(self) -> None:
        force = fill(Institution(code="egm", agency="police"), self.take, self.chosen)
        force.save()
        code = iter(range(10_000))
        root = fill(Unit(code="egm", institution=force, kind="force", path="egm/"), self.take, self.chosen)
        root.save()
        self.unit, self.units = (
            root,
            self.many(
                Unit, institution=force, parent=root, kind="unit", code=lambda n: f"u{n}", path=lambda n: f"egm/u{n}/"
            ),
        )
        since = {"role": Role.OFFICER, "by": None, "starts_on": date(2025, 1, 1)}
        self.people = []
        for place in range(self.number):
            person = fill(UserFactory.build(institution=force, password="!"), self.take, self.chosen)
            person.service_number = person.service_number[:20] + f" {next(code)}"
            person.save()
            appoint(user=person, unit=self.units[place], **since)
            self.people.append(person)
        self.coordinator = UserFactory(institution=force, first_name=self.take(120), last_name=self.take(120))
        appoint(user=self.coordinator, unit=root, by=None, starts_on=since["starts_on"], role=Role.COORDINATOR)
        self.admin = User.objects.create_superuser(
            email="sef@tani.example", first_name=self.take(120), last_name=self.take(120), language="tr"
        )

    def snippets(self) -> None:
        standing = {"locale": self.turkish, "live": True}
        self.many(GlossaryTerm, key=lambda n: f"k{n}", **standing)
        self.many(LegalSource, key=lambda n: f"k{n}", checked_on=date(2026, 11, 24), **standing)
        self.many(QuestionBank, slug=lambda n: f"b{n}")
        self.many(QuestionCategory, max(1, self.number * 2 // 3), bank=self.rows[QuestionBank][0])

    def questions(self) -> None:
        bank = self.rows[QuestionBank][0]
        made = []
        for place, kind in enumerate(name for name in kinds.names() if name != "drill"):
            fields = example(kind, code=f"{kind}-0".replace("_", "-"), bank=bank, locale=self.turkish)
            question = fill(Question(**fields), self.take, self.chosen)
            question.parts = question._meta.get_field("parts").stream_block.to_python(self.dressed(fields["parts"]))
            question.competency = question.agency = question.lesson = ""
            question.save()
            made.append(publish(question))
            self.drafts(bank, kind, place)
        self.rows[Question] = [question for question in made if question.kind == "single"] + made

    def drafts(self, bank: QuestionBank, kind: str, place: int) -> None:
        """Blocks filled without regard to what makes a question: as a file or another program may store them."""
        for number in range(1, 3):
            code = f"{kind}-{number}".replace("_", "-")
            fields = {"bank": bank, "locale": self.turkish, "code": code, "kind": kind, "live": False}
            question = fill(Question(**fields), self.take, self.chosen, copies=max(1, self.number // 12))
            question.save()
            question.save_revision(clean=False)

    def dressed(self, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Parts that still make a question, with a payload behind each of their words."""
        for part in parts:
            for name, value in part["value"].items():
                if name in TEXTS and isinstance(value, str):
                    part["value"][name] = f"{value} {self.take(200)}"
        return parts

    def pages(self) -> None:
        lesson = LessonPage.objects.get(code="l1", locale=self.turkish)
        fill(lesson, self.take, self.chosen, copies=self.number)
        self.publish(lesson, again=False)
        course = CoursePage.objects.get(code="m1", locale=self.turkish)
        quiz = publish(self.quiz("final"))
        course.quiz = quiz
        self.publish(fill(course, self.take, self.chosen, copies=self.number))
        catalogue = CataloguePage.objects.get(locale=self.turkish)
        for number in range(self.number):
            fields = {"slug": f"x{number}", "code": f"x{number}", "locale": self.turkish}
            catalogue.add_child(instance=fill(CoursePage(hours=1, **fields), self.take, self.chosen))
            if number < 3:
                course.add_child(instance=fill(LessonPage(minutes=1, **fields), self.take, self.chosen))
                self.publish(LessonPage.objects.get(code=f"x{number}", locale=self.turkish))
        public = public_course([self.rows[Question][0]])
        fill(public, self.take, self.chosen)
        public.questions = [("question", self.rows[Question][0])]
        screens = [
            raw_of(public.screens.stream_block, "screen", self.take, self.chosen) for _each in range(self.number)
        ]
        public.screens = public.screens.stream_block.to_python(screens)
        self.publish(public, again=False)
        alone = (m.objects.get(locale=self.turkish) for m in (AwarenessIndexPage, CataloguePage, HomePage))
        for page in (*AwarenessPage.objects.filter(locale=self.turkish), *alone):
            self.publish(fill(page, self.take, self.chosen, copies=self.number), again=False)
        card = FieldCard.objects.filter(course_code="m1", locale=self.turkish).first()
        publish(
            _saved(fill(card or FieldCard(course_code="m1", locale=self.turkish, live=False), self.take, self.chosen))
        )

    def quiz(self, code: str) -> Quiz:
        bank = self.rows[QuestionBank][0]
        made = fill(Quiz(code=code, locale=self.turkish, pass_mark=1, attempts=0, live=False), self.take, self.chosen)
        made.sections = made._meta.get_field("sections").stream_block.to_python(drawn(bank, 20))
        return _saved(made)

    def publish(self, page: Any, *, again: bool = True) -> None:
        page.save_revision(clean=False).publish()
        if again:  # a second revision, so that there is something to compare
            fill(page, self.take, self.chosen)
        page.save_revision(clean=False)

    def world(self) -> World:
        outline = outline_by_code("m1")
        assert outline is not None
        quiz = Quiz.objects.get(code="final", locale=self.turkish)
        on_course = [enrol(officer=each, course_key=outline.course_key, by=self.coordinator) for each in self.people]
        attempts = []
        for place in (0, 1):
            attempts.append(begin(self.people[place], quiz, context_key=context_key(on_course[place])))
            for item in attempts[place].items.exclude(question_version__kind="drill"):
                change = Change(position=item.position, fields=solution(item))
                save_response(attempt=attempts[place], change=change, language="tr")
        submit(attempt=attempts[1])
        reason = fill(
            QuizOverride(quiz_key=quiz.translation_key, officer=self.people[0], by=self.coordinator), self.take, None
        )
        reason.save()
        certificate = filed_certificate_of(self.people[0], titles={code: self.take(255) for code in ("tr", "en", "ar")})
        return World(
            officers=(self.people[0], self.people[1]),
            coordinator=self.coordinator,
            admin=self.admin,
            unit=self.units[0],
            attempts=(attempts[0], attempts[1]),
            certificate=certificate,
            bank=self.rows[QuestionBank][0],
            rows=self.rows,
            placed=self.take.given,
        )


def _saved(thing: Any) -> Any:
    thing.save()
    return thing


__all__ = ["World", "build"]

"""The floor: the least a correct Django page costs. One file, Django's defaults, no CMS, no languages, no design.

Lesson page: session, user, lesson, enrolment, progress: five statements. The quiz keeps a drawn question, an answer and
a mark as a row each, as ours does, once with a question a page (every answer saved as given) and once with all ten in
one form.
"""
# ruff: noqa: E501  templates
# mypy: ignore-errors

import csv
import os
import random
from collections.abc import Iterator
from typing import Any

import django
from django.apps import AppConfig
from django.conf import settings


class Floor(AppConfig):
    name = "bench.floor"
    label = "floor"


PAGE = """<!doctype html><html lang="tr"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title></head>
<body><nav><a href="/">Courses</a> {{ request.user.get_full_name }}</nav><main>{% block main %}{% endblock %}</main></body></html>"""
LESSON = """{% extends "page.html" %}{% block title %}{{ lesson.title }}{% endblock %}{% block main %}<h1>{{ lesson.title }}</h1>
{{ lesson.body|safe }}<form method="post" action="done/">{% csrf_token %}<button>Done</button></form>{% endblock %}"""
FIELDS = """<fieldset><legend>{{ item.question.stem }}</legend>{% for option in item.options %}
<label><input type="radio" name="choice{{ item.position }}" value="{{ forloop.counter }}">{{ option }}</label>{% endfor %}</fieldset>"""
QUESTION = """{% extends "page.html" %}{% block title %}Quiz{% endblock %}{% block main %}<h1>Quiz</h1>
<form method="post">{% csrf_token %}{% for item in items %}{% include "fields.html" %}{% endfor %}<button>Save</button></form>
{% endblock %}"""
RESULT = """{% extends "page.html" %}{% block title %}Result{% endblock %}{% block main %}<h1>{{ attempt.points }}</h1><ol>
{% for item in items %}<li>{{ item.question.stem }}: {{ item.points }}</li>{% endfor %}</ol>{% endblock %}"""
LIST = """{% extends "page.html" %}{% block title %}Learners{% endblock %}{% block main %}<h1>{{ unit.name }}: {{ page.paginator.count }}</h1>
<table>{% for row in page %}<tr><td>{{ row.user.first_name }} {{ row.user.last_name }}</td><td>{{ row.enrolled_on }}</td>
<td>{{ row.completed_on|default:"" }}</td></tr>{% endfor %}</table>{% if page.has_next %}<a href="?page=2">2</a>{% endif %}{% endblock %}"""

if not settings.configured:
    user, _at, address = os.environ["DATABASE_URL"].removeprefix("postgres://").partition("@")
    host, port = address.partition("/")[0].split(":")
    settings.configure(
        SECRET_KEY="only-for-measuring" * 3,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": "floor", "USER": user, "HOST": host, "PORT": port,
                "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True,
            }
        },
        USE_TZ=True,
        INSTALLED_APPS=[
            f"{__name__}.Floor", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {
                                        "page.html": PAGE, "lesson.html": LESSON, "fields.html": FIELDS,
                                        "question.html": QUESTION, "result.html": RESULT, "list.html": LIST,
                                    },
                                )
                            ],
                        )
                    ],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                },
            }
        ],
    )  # fmt: skip
    django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404, redirect, render  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402


class Unit(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class Course(models.Model):
    code = models.SlugField(unique=True)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.code


class Lesson(models.Model):
    course = models.ForeignKey(Course, models.PROTECT)
    code = models.SlugField()
    title = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        app_label = "floor"
        constraints = [models.UniqueConstraint(fields=["course", "code"], name="lesson_code")]

    def __str__(self) -> str:
        return self.title


class Enrolment(models.Model):
    user = models.ForeignKey(User, models.PROTECT)
    course = models.ForeignKey(Course, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    enrolled_on = models.DateField()
    completed_on = models.DateField(null=True)

    class Meta:
        app_label = "floor"
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="enrolled_once")]
        indexes = [models.Index(fields=["course", "unit", "id"], name="course_unit")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.course_id}"


class Progress(models.Model):
    enrolment = models.ForeignKey(Enrolment, models.PROTECT)
    lesson = models.ForeignKey(Lesson, models.PROTECT)
    seen_at = models.DateTimeField()

    class Meta:
        app_label = "floor"
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="progress_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_id}"


class Question(models.Model):
    course = models.ForeignKey(Course, models.PROTECT)
    stem = models.TextField()
    options = models.JSONField()
    right = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.stem


class Attempt(models.Model):
    user = models.ForeignKey(User, models.PROTECT)
    course = models.ForeignKey(Course, models.PROTECT)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    points = models.PositiveSmallIntegerField(null=True)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return f"{self.user_id} {self.course_id}"


class Item(models.Model):
    attempt = models.ForeignKey(Attempt, models.PROTECT)
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT)

    class Meta:
        app_label = "floor"
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="item_position")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"

    @property
    def options(self) -> list[str]:
        return self.question.options


class Answer(models.Model):
    item = models.ForeignKey(Item, models.PROTECT)
    choice = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return f"{self.item_id} {self.choice}"


class Mark(models.Model):
    item = models.OneToOneField(Item, models.PROTECT)
    points = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return f"{self.item_id} {self.points}"


@login_required
def lesson(request: HttpRequest, course: str, code: str) -> HttpResponse:
    found = get_object_or_404(Lesson, course__code=course, code=code)
    enrolment = get_object_or_404(Enrolment, user=request.user, course=found.course_id)
    now = timezone.now()
    if not Progress.objects.filter(enrolment=enrolment, lesson=found).update(seen_at=now):
        Progress.objects.create(enrolment=enrolment, lesson=found, seen_at=now)
    return render(request, "lesson.html", {"lesson": found})


@require_POST
@login_required
@transaction.atomic
def start(request: HttpRequest, course: str) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment, user=request.user, course__code=course)
    attempt = Attempt.objects.create(user=request.user, course_id=enrolment.course_id, started_at=timezone.now())
    pool = list(Question.objects.filter(course=enrolment.course_id).values_list("pk", flat=True))
    drawn = random.sample(pool, 10)
    Item.objects.bulk_create(Item(attempt=attempt, position=n, question_id=pk) for n, pk in enumerate(drawn, start=1))
    return redirect(f"/quiz/{attempt.pk}/1/")


@login_required
def question(request: HttpRequest, attempt: int, position: int) -> HttpResponse:
    item = get_object_or_404(
        Item.objects.select_related("question", "attempt"),
        attempt=attempt,
        attempt__user=request.user,
        position=position,
    )
    if request.method != "POST":
        return render(request, "question.html", {"items": [item]})
    if item.attempt.submitted_at:
        return HttpResponse("closed", status=409)
    Answer.objects.create(item=item, choice=int(request.POST[f"choice{position}"]), given_at=timezone.now())
    return redirect(f"/quiz/{attempt}/{position + 1}/" if position < 10 else f"/quiz/{attempt}/")


@login_required
def form(request: HttpRequest, attempt: int) -> HttpResponse:
    """All ten questions in one form."""
    own = get_object_or_404(Attempt, pk=attempt, user=request.user, submitted_at=None)
    items = list(Item.objects.filter(attempt=own).select_related("question").order_by("position"))
    if request.method != "POST":
        return render(request, "question.html", {"items": items})
    now = timezone.now()
    given = [Answer(item=i, choice=int(request.POST[f"choice{i.position}"]), given_at=now) for i in items]
    with transaction.atomic():
        Answer.objects.bulk_create(given)
        mark(own)
    return redirect(f"/quiz/{attempt}/result/")


@require_POST
@login_required
@transaction.atomic
def submit(request: HttpRequest, attempt: int) -> HttpResponse:
    mark(get_object_or_404(Attempt.objects.select_for_update(), pk=attempt, user=request.user, submitted_at=None))
    return redirect(f"/quiz/{attempt}/result/")


def mark(attempt: Attempt) -> None:
    newest: dict[int, int] = dict(
        Answer.objects.filter(item__attempt=attempt).order_by("pk").values_list("item_id", "choice")
    )
    items = Item.objects.filter(attempt=attempt).select_related("question")
    marks = [Mark(item=item, points=int(newest.get(item.pk) == item.question.right)) for item in items]
    Mark.objects.bulk_create(marks)
    attempt.points, attempt.submitted_at = sum(m.points for m in marks), timezone.now()
    attempt.save(update_fields=["points", "submitted_at"])


@login_required
def result(request: HttpRequest, attempt: int) -> HttpResponse:
    own = get_object_or_404(Attempt, pk=attempt, user=request.user)
    items = Item.objects.filter(attempt=own).select_related("question").order_by("position")
    return render(request, "result.html", {"attempt": own, "items": items.annotate(points=models.F("mark__points"))})


@login_required
def learners(request: HttpRequest, course: str) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=request.GET["unit"])
    rows = Enrolment.objects.filter(course__code=course, unit=unit).select_related("user").order_by("pk")
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return render(request, "list.html", {"unit": unit, "page": page})


class Echo:
    """A file for csv.writer that hands every line back."""

    def write(self, text: str) -> str:
        return text


@login_required
def export(request: HttpRequest, course: str) -> HttpResponseBase:
    rows = Enrolment.objects.filter(course__code=course).order_by("pk")
    columns = ("user__last_name", "user__first_name", "unit__name", "enrolled_on", "completed_on")
    return StreamingHttpResponse(_lines(rows.values_list(*columns).iterator(chunk_size=2000)), content_type="text/csv")


def _lines(rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    writer: Any = csv.writer(Echo(), delimiter=";")
    yield writer.writerow(["family name", "first name", "unit", "enrolled", "completed"])
    buffer: list[str] = []
    for row in rows:
        buffer.append(writer.writerow(row))
        if len(buffer) == 500:
            yield "".join(buffer)
            buffer.clear()
    yield "".join(buffer)


urlpatterns = [
    path("learn/<slug:course>/<slug:code>/", lesson),
    path("quiz/start/<slug:course>/", start),
    path("quiz/<int:attempt>/<int:position>/", question),
    path("quiz/<int:attempt>/all/", form),
    path("quiz/<int:attempt>/submit/", submit),
    path("quiz/<int:attempt>/result/", result),
    path("learners/<slug:course>/", learners),
    path("learners/<slug:course>/export/", export),
]
application = get_wsgi_application()

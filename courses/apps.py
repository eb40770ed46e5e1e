from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("courses")

    def ready(self) -> None:
        from assessments.domain import shared_questions
        from courses import receivers, serving  # noqa: F401
        from courses.models import CoursePage

        CoursePage.shared_questions = shared_questions

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentsConfig(AppConfig):
    name = "enrolments"
    verbose_name = _("enrolments")

    def ready(self) -> None:
        from assessments import contexts
        from enrolments import receivers  # noqa: F401
        from enrolments.contexts import describe_course
        from enrolments.queries import CONTEXT

        contexts.register(CONTEXT, describe_course)

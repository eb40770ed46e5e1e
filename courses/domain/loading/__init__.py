from courses.domain.loading.course import LoadRefused, load_course, load_items
from courses.domain.loading.objects import Report

__all__ = ["LoadRefused", "Report", "load_course", "load_items"]

"""Courses out of Wagtail, in the format `load_course` reads (docs/reference/course-source.md)."""

from courses.exporting.export import Exported, ExportRefused, export_course

__all__ = ["ExportRefused", "Exported", "export_course"]

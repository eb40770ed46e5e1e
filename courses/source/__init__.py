"""The course source format (docs/reference/course-source.md): plain text a person can review, read into typed
values."""

from courses.source.folder import read_course
from courses.source.problems import SourceProblem
from courses.source.shapes import CourseSource, LessonSource

__all__ = ["CourseSource", "LessonSource", "SourceProblem", "read_course"]

from courses.models.legal import LegalSource
from courses.models.outline import OutlineVersion
from courses.models.pages import CataloguePage, CoursePage, LessonPage

__all__ = ["CataloguePage", "CoursePage", "LegalSource", "LessonPage", "OutlineVersion"]

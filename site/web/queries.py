"""What the public pages ask of the content. Reads only; every function says how many queries it makes."""

from courses.models import CataloguePage


def catalogue_page(language: str) -> CataloguePage | None:
    """The live catalogue of a language. One query."""
    return CataloguePage.objects.live().filter(locale__language_code=language).first()

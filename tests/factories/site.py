"""A site with the small sample course in Turkish and English, loaded as an academy would load its own."""

from pathlib import Path

from django.core.management import call_command

from courses.models import OutlineVersion
from courses.queries import outline_by_code

SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "courses" / "m1"


def small_site() -> OutlineVersion:
    """Prepare the site, load the sample course, return its outline."""
    call_command("prepare_site", verbosity=0)
    call_command("load_course", str(SAMPLE), verbosity=0)
    outline = outline_by_code("m1")
    assert outline is not None
    return outline

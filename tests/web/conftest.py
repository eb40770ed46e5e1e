import pytest
from django.core.management import call_command


@pytest.fixture
def bare_site(db: None) -> None:
    """Front pages and catalogues in three languages, no course."""
    call_command("prepare_site", verbosity=0)

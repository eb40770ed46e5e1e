"""What every proof says: its seed at the start, its figures at the end."""

from collections.abc import Callable

import pytest

from tests.faults.reporting import seed_of_run


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print past pytest's capture."""

    def aloud(words: str) -> None:
        with capsys.disabled():
            print(f"\n{words}", flush=True)

    return aloud


@pytest.fixture
def seed(say: Callable[[str], None]) -> int:
    chosen = seed_of_run()
    say(f"seed {chosen}")
    return chosen

"""What every proof says: its seed at the start, its figures at the end."""

from tests.faults.conftest import say, seed

__all__ = ["say", "seed"]

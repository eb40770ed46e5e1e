"""The embedded default that `make run` serves: no service, no variable needed, demo content and accounts."""

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR
from common.secrets_file import read_or_make

DEMO = True
SECRET_KEY = SECRET_KEY or read_or_make(VAR / "secret_key")

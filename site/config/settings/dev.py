"""The embedded default that `make run` serves: no service, no variable needed, demo content and accounts."""

from common.secrets_file import read_or_make

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR

DEMO = True
SECRET_KEY = SECRET_KEY or read_or_make(VAR / "secret_key")

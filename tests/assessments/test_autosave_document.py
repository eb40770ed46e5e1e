"""docs/reference/autosave.md is a contract: its examples are run as they stand, with curl against a real server."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from assessments.domain import find_by_receipt, read_answer_file, read_message
from assessments.domain.messages import MOST_BYTES, MOST_CHANGES
from assessments.domain.synchronising import KNOWN, REFUSED, SAVED, SUPERSEDED
from tests.factories import UserFactory
from tests.factories.assessments import begin, published_quiz

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reference" / "autosave.md").read_text()
BLOCKS = re.findall(r"```(sh|json)\n(.*?)```", DOCUMENT, re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def same(said: Any, got: Any) -> bool:
    """Equal, where `…` stands for any text."""
    if said == "…":
        return isinstance(got, str) and got != ""
    if isinstance(said, dict):
        return isinstance(got, dict) and said.keys() == got.keys() and all(same(said[name], got[name]) for name in said)
    if isinstance(said, list):
        return isinstance(got, list) and len(said) == len(got) and all(map(same, said, got))
    return bool(said == got)


@pytest.mark.django_db(transaction=True)
def test_the_example_runs_as_written(live_server, tmp_path):
    attempt = begin(UserFactory(), published_quiz())
    client = Client()
    client.force_login(attempt.officer)
    told = {"BASE": live_server.url, "ATTEMPT": attempt.public_id, "SESSION": client.cookies["sessionid"].value}
    script = "\nprintf '\\0'\n".join(blocks("sh"))
    done = subprocess.run(  # noqa: S603 -- the script is our own document
        ["/bin/bash", "-euc", script], cwd=tmp_path, env={**os.environ, **told}, capture_output=True, check=True
    )
    got = [json.loads(text) for text in done.stdout.decode().split("\0") if text.strip()]
    said = [json.loads(text) for text in blocks("json") if "receipts" in text]
    assert len(got) == len(said) == 2
    for expected, actual in zip(said, got, strict=True):
        assert same(expected, actual), actual
    code = got[1]["receipts"][1]["receipt"]
    assert find_by_receipt(attempt=attempt, position=1, receipt=code).client_key == "d8e9f0a1b2c3"


def test_the_messages_shown_can_be_read():
    message, file = (text for text in blocks("json") if "receipts" not in text)
    assert len(read_message(message.encode()).changes) == 1
    assert read_answer_file(file.encode()).language == "tr"


def test_the_limits_and_words_are_those_of_the_code():
    assert f"at most {MOST_CHANGES};" in DOCUMENT
    assert f"{MOST_BYTES:,} bytes" in DOCUMENT
    assert all(f"`{status}`" in DOCUMENT for status in (SAVED, KNOWN, SUPERSEDED, REFUSED))

"""Production settings in a process of their own: nothing that matters has a default, nothing of the demo gets in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "only-for-this-test-Kq3x9Vb2sYw7LrTnPzE5mHcJ8uGdFaQ1oXiKvBtZ",
    "DATABASE_URL": "postgres://tani@127.0.0.1/tani",
    "CELERY_BROKER_URL": "amqp://tani:secret@127.0.0.1//tani",
    "CACHE_URL": "redis://127.0.0.1/0",
    "ALLOWED_HOSTS": "tani.example",
    "TANI_BASE_URL": "https://tani.example",
    "EMAIL_URL": "smtp://tani:secret@127.0.0.1:587/?tls=True",
    "DEFAULT_FROM_EMAIL": "tani@tani.example",
}


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """Where the product writes, with the folder of fonts that set-up has cut."""
    (tmp_path / "fonts" / "web").mkdir(parents=True)
    return tmp_path


def python(var: Path, *arguments: str, **changes: str | None) -> subprocess.CompletedProcess:
    """Run Python with a complete production environment and these changes; None takes a variable away."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "TANI_VAR": str(var),
        **COMPLETE,
        **changes,
    }
    given = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments], check=False, env=given, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def read_settings(var: Path, expression: str = "settings.DEBUG", **changes: str | None) -> subprocess.CompletedProcess:
    return python(var, "-c", f"from django.conf import settings; print({expression})", **changes)


def test_a_complete_environment_is_accepted(var: Path) -> None:
    run = read_settings(var, "settings.DEMO, settings.DEBUG, settings.SESSION_COOKIE_SECURE")
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "False False True"


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("value", [None, ""], ids=["absent", "empty"])
def test_a_missing_variable_stops_the_start_and_is_named(var: Path, name: str, value: str | None) -> None:
    run = read_settings(var, **{name: value})
    assert run.returncode != 0
    assert "ImproperlyConfigured" in run.stderr
    named = {other for other in COMPLETE if f"  {other}: " in run.stderr}
    assert named == {name}


def test_all_missing_variables_are_named_at_once(var: Path) -> None:
    run = read_settings(var, **dict.fromkeys(COMPLETE))
    assert {name for name in COMPLETE if f"  {name}: " in run.stderr} == set(COMPLETE)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SECRET_KEY", "too short", "SECRET_KEY must have at least 50 characters."),
        ("TANI_BASE_URL", "http://tani.example", "TANI_BASE_URL must start with https:// in production."),
    ],
)
def test_a_value_that_cannot_be_safe_is_refused(var: Path, name: str, value: str, message: str) -> None:
    run = read_settings(var, **{name: value})
    assert run.returncode != 0
    assert message in run.stderr


def test_no_secret_is_repeated_in_a_refusal(var: Path) -> None:
    run = read_settings(var, DEFAULT_FROM_EMAIL=None)
    assert COMPLETE["SECRET_KEY"] not in run.stderr
    assert "secret" not in run.stderr


def test_mail_goes_where_the_address_says(var: Path) -> None:
    run = read_settings(var, "settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS")
    assert run.stdout.strip() == "django.core.mail.backends.smtp.EmailBackend 127.0.0.1 587 True"


def test_the_deployment_check_has_nothing_to_say(var: Path) -> None:
    run = python(var, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert run.returncode == 0, run.stderr
    assert "no issues (0 silenced)" in run.stdout


@pytest.mark.parametrize("command", ["prepare_demo", "demo_accounts"])
def test_demo_commands_are_refused(var: Path, command: str) -> None:
    run = python(var, "manage.py", command)
    assert run.returncode != 0
    assert "demo accounts" in run.stderr.lower()
    assert "Traceback" not in run.stderr


def test_the_address_of_a_client_is_the_one_the_proxy_wrote(var: Path) -> None:
    """A forged X-Forwarded-For must not give every guess at a password an address of its own."""
    ask = (
        "import django; django.setup();"
        "from allauth.account.adapter import get_adapter; from django.test import RequestFactory;"
        "request = RequestFactory().get('/', headers={'x-forwarded-for': '203.0.113.9, 198.51.100.7'}, REMOTE_ADDR='');"
        "print(get_adapter().get_client_ip(request))"
    )
    run = python(var, "-c", ask)
    assert run.stdout.strip() == "198.51.100.7", run.stderr

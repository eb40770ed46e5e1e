"""The deployment guide keeps step with the settings it explains."""

import re
from pathlib import Path

import pytest

from tests.config.test_production_settings import COMPLETE

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "site" / "config" / "settings"
GUIDE = ROOT / "docs" / "how-to" / "deploy.md"
UNITS = ROOT / "docs" / "how-to" / "units"
SERVICES = ("tani-web.service", "tani-worker.service", "tani-beat.service")


def variables_read() -> set[str]:
    text = "".join((SETTINGS / name).read_text() for name in ("base.py", "production.py"))
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text))


def test_the_environment_template_has_every_variable_and_no_other() -> None:
    named = set(re.findall(r"^([A-Z_]+)='", (UNITS / "tani.env").read_text(), re.MULTILINE))
    assert named == variables_read()


def test_required_variables_come_first_in_the_template() -> None:
    required, _rest = (UNITS / "tani.env").read_text().split("may stay as they are")
    assert {name for name in COMPLETE if f"\n{name}='" in required} == set(COMPLETE)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_production_settings_without_privileges(name: str) -> None:
    lines = set((UNITS / name).read_text().splitlines())
    assert {
        "User=tani",
        "Environment=DJANGO_SETTINGS_MODULE=config.settings.production",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "SystemCallFilter=@system-service",
        "IPAddressDeny=any",
    } <= lines


def test_the_web_server_hands_out_no_private_file() -> None:
    served = re.findall(r"^\s*(?:alias|root)\s+(\S+);", (UNITS / "nginx-tani.conf").read_text(), re.MULTILINE)
    assert served == ["/var/lib/tani/static/", "/var/lib/tani/media/images/"]


def test_every_file_the_guide_installs_is_there() -> None:
    named = set(re.findall(r"units/([\w.-]+\w)", GUIDE.read_text()))
    assert named
    assert [name for name in sorted(named) if not (UNITS / name).exists()] == []

"""What was uploaded is handed out as what it is, in a cage: by the embedded default and by the web server in front."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.security.hostile.made import MARK
from tests.security.hostile.pictures import plain

NGINX = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "units" / "nginx-tani.conf"


@pytest.mark.parametrize(
    ("name", "data", "shown"), [("a.png", plain(), True), ("a.html", MARK, False), ("a.svg", b"<svg/>", False)]
)
def test_a_picture_is_shown_and_anything_else_is_saved(client, settings, tmp_path, name, data, shown):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / name).write_bytes(data)
    answer = client.get(f"/media/images/{name}")
    assert (answer.headers.get("Content-Disposition", "") == "attachment") is not shown
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


@pytest.mark.once
def test_the_web_server_takes_no_larger_requests_than_we_do_and_cages_pictures_too():
    text = NGINX.read_text()
    assert int(re.search(r"client_max_body_size (\d+)m;", text)[1]) * 1024**2 == settings.LARGEST_REQUEST
    cage = text.partition("location /media/images/ {")[2].partition("}")[0]
    assert "default-src 'none'; sandbox" in cage
    assert "nosniff" in cage


@pytest.mark.once
def test_only_what_has_a_check_may_be_uploaded():
    from common.uploads.forms import CHECKS
    from common.uploads.pictures import FORMATS

    assert set(settings.WAGTAILDOCS_EXTENSIONS) <= set(CHECKS)
    assert set(settings.WAGTAILIMAGES_EXTENSIONS) == set(FORMATS)

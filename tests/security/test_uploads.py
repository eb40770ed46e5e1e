"""Files nobody should send: refused with words the person understands, and nothing of them stays."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from accounts.models import User
from tests.security.doors import DOORS, OPEN_TO, left_behind, send
from tests.security.hostile import Hostile, hostile

pytestmark = pytest.mark.django_db
TURKISH = re.compile("[çğıöşüÇĞİÖŞÜ]")


@pytest.fixture
def admin() -> User:
    return User.objects.create_superuser(email="sef@tani.example", first_name="Şef", last_name="Öz", language="tr")


@pytest.fixture
def client(admin: User) -> Client:
    made = Client()
    made.force_login(admin)
    return made


def test_all(site, client):
    import time

    for each in hostile():
        for door in OPEN_TO[each.door][:1]:
            t = time.time()
            try:
                answer = send(client, door, each)
            except Exception as e:
                print("RAISED", door, each.what, repr(e)[:300])
                continue
            t = time.time() - t
            flag = "" if bool(answer.message) != each.cleaned else "NOMSG" if not each.cleaned else "REFUSED"
            if answer.message and not TURKISH.search(answer.message):
                flag += " LANG"
            if t > 0.7:
                flag += " SLOW"
            if flag:
                print(flag, round(t, 2), door, "|", each.what, "|", answer.status, answer.message[:150])

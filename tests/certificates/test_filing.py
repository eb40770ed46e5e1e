"""What is on disk and what the rows say of it, with workers dying in between."""

import hashlib
from pathlib import Path

import pytest

from certificates import domain
from certificates.domain import filing
from certificates.handlers import issue, make_file
from certificates.models import Certificate, CertificateFile
from common import outbox
from common.models import AuditEvent, OutboxMessage
from tests.factories.certificates import certificate_of, enrolment_of, filed_certificate_of

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The worker died here."""


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_file_lies_under_its_own_hash(officer, private):
    certificate = filed_certificate_of(officer)
    row = certificate.files.get()
    path = private / row.path
    assert row.path == f"certificates/{row.sha256[:2]}/{row.sha256}.pdf"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == row.sha256
    assert path.stat().st_size == row.size
    assert domain.read_file(certificate=certificate) == path.read_bytes()
    assert AuditEvent.objects.get(action="certificate.file").data == {"number": 1, "sha256": row.sha256}


def test_handlers_run_twice_without_harm(officer, private):
    enrolment = enrolment_of(officer)
    for _again in range(2):
        issue(enrolment=enrolment.public_id)
    certificate = Certificate.objects.of(officer).get()
    for _again in range(2):
        make_file(certificate=certificate.public_id)
    assert certificate.files.count() == 1
    assert len(files_in(private)) == 1


def test_worker_killed_between_write_and_row_leaves_no_row_and_the_next_one_finishes(officer, private, monkeypatch):
    certificate = certificate_of(officer)
    with monkeypatch.context() as patch:
        patch.setattr(CertificateFile.objects, "create", lambda **fields: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            domain.make_file(certificate_public_id=certificate.public_id)
    assert not certificate.files.exists()
    with pytest.raises(domain.FileNotReady):
        domain.read_file(certificate=certificate)
    domain.make_file(certificate_public_id=certificate.public_id)
    assert domain.read_file(certificate=certificate).startswith(b"%PDF-1.7")
    assert len(files_in(private)) == 1


def test_half_a_file_of_a_dead_worker_is_replaced(officer, private):
    certificate = certificate_of(officer)
    content = domain.render(certificate)
    digest = hashlib.sha256(content).hexdigest()
    half = private / "certificates" / digest[:2] / f"{digest}.pdf"
    half.parent.mkdir(parents=True)
    half.write_bytes(content[: len(content) // 2])
    domain.make_file(certificate_public_id=certificate.public_id)
    assert domain.read_file(certificate=certificate) == content
    assert files_in(private) == [half]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [truncate, empty, Path.unlink])
def test_damaged_file_is_refused_and_drawn_again_to_the_byte(officer, private, damage):
    certificate = filed_certificate_of(officer)
    content = domain.read_file(certificate=certificate)
    damage(private / certificate.files.get().path)
    with pytest.raises(domain.FileDamaged):
        domain.read_file(certificate=certificate)
    domain.make_file(certificate_public_id=certificate.public_id)
    assert domain.read_file(certificate=certificate) == content
    assert certificate.files.count() == 1


def test_a_later_design_gets_a_number_of_its_own(officer, private, monkeypatch):
    certificate = filed_certificate_of(officer)
    (private / certificate.files.get().path).unlink()
    drawn = domain.render(certificate) + b"%newer\n"
    monkeypatch.setattr(filing, "render", lambda certificate: drawn)
    assert domain.make_file(certificate_public_id=certificate.public_id).number == 2
    assert domain.read_file(certificate=certificate) == drawn
    assert list(certificate.events.values_list("kind", flat=True)).count("filed") == 1


def test_the_loser_of_a_race_takes_the_winners_row(officer, monkeypatch):
    certificate = certificate_of(officer)
    winner = []

    def slow(certificate: Certificate) -> bytes:
        content = domain.render(certificate)
        monkeypatch.undo()
        winner.append(domain.make_file(certificate_public_id=certificate.public_id))  # another worker, meanwhile
        return content

    monkeypatch.setattr(filing, "render", slow)
    assert domain.make_file(certificate_public_id=certificate.public_id) == winner[0]
    assert certificate.files.count() == 1


def test_each_damage_is_promised_once(officer):
    certificate = filed_certificate_of(officer)
    for _asked in range(3):
        domain.remake_file(certificate=certificate)
    messages = OutboxMessage.objects.filter(key__startswith=f"{certificate.public_id}:")
    assert [message.key for message in messages] == [f"{certificate.public_id}:1"]
    assert outbox.run(messages.get().pk)
    domain.remake_file(certificate=certificate)
    assert messages.all().count() == 2


def test_missing_font_parks_the_work_instead_of_losing_it(officer, settings, tmp_path, time_machine):
    from common import pdf

    time_machine.move_to("2026-11-23T10:00:00+03:00", tick=False)
    certificate = certificate_of(officer)
    message = OutboxMessage.objects.get(topic="certificates.file")
    settings.FONT_DIR = tmp_path
    pdf.forget()
    for hour in range(11, 11 + outbox.MAX_ATTEMPTS):
        assert not outbox.run(message.pk)
        time_machine.move_to(f"2026-11-23T{hour}:00:00+03:00", tick=False)
    message.refresh_from_db()
    assert message.parked_at
    assert message.last_error == "RenderingFailed"
    assert not certificate.files.exists()
    pdf.forget()

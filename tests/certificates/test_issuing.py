import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection

from accounts.domain import appoint
from accounts.models import Role
from assessments.domain import submit
from certificates import domain
from certificates.domain.issuing import add_months
from certificates.models import Certificate, CertificateEvent, CertificateFile, NumberSeries, Status
from certificates.tasks import reconcile
from common.db import AppendOnlyError
from common.models import AuditEvent, OutboxMessage
from common.scoping import UnscopedQueryError
from enrolments.models import Enrolment
from enrolments.queries import context_key
from enrolments.signals import course_completed
from tests.factories import UnitFactory, officer_in
from tests.factories.assessments import answer_all, begin, published_quiz
from tests.factories.certificates import certificate_of, enrolment_of

ALL = "test"


@pytest.mark.django_db
def test_completion_leads_to_one_certificate_with_a_file(officer, django_capture_on_commit_callbacks):
    enrolment = enrolment_of(officer)
    for _news in range(3):  # the signal may come more than once
        with django_capture_on_commit_callbacks(execute=True):
            course_completed.send(sender=Enrolment, enrolment=enrolment)
    certificate = Certificate.objects.of(officer).get()
    assert certificate.enrolment == enrolment
    assert CertificateFile.objects.filter(certificate=certificate).count() == 1
    assert sorted(certificate.events.values_list("kind", flat=True)) == ["filed", "issued"]
    assert set(OutboxMessage.objects.filter(done_at=None)) == set()


@pytest.mark.django_db
def test_asking_again_gives_the_same_certificate_and_burns_no_number(officer):
    enrolment = enrolment_of(officer)
    first = domain.issue(enrolment_public_id=enrolment.public_id)
    assert domain.issue(enrolment_public_id=enrolment.public_id) == first
    assert NumberSeries.objects.get().last == 1
    assert AuditEvent.objects.filter(action="certificate.issue").count() == 1


@pytest.mark.django_db
def test_no_certificate_before_completion(officer):
    enrolment = enrolment_of(officer, completed=False)
    with pytest.raises(domain.NotCompleted):
        domain.issue(enrolment_public_id=enrolment.public_id)
    assert not Certificate.objects.unscoped(ALL).exists()
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db
def test_numbers_run_within_a_year_of_istanbul_and_begin_again_in_the_next(officer):
    with time_machine.travel(datetime(2026, 12, 31, 20, 59, tzinfo=UTC), tick=False):
        numbers = [certificate_of(officer).number, certificate_of(officer).number]
    with time_machine.travel(datetime(2026, 12, 31, 21, 1, tzinfo=UTC), tick=False):  # already 1 January in Istanbul
        numbers.append(certificate_of(officer).number)
    assert numbers == ["TANI-2026-000001", "TANI-2026-000002", "TANI-2027-000001"]


@pytest.mark.django_db(transaction=True)
def test_parallel_completion_issues_one_certificate_each_without_gap_or_repeat():
    unit = UnitFactory()
    enrolments = [enrolment_of(officer_in(unit)) for _each in range(2)]
    together, failures = threading.Barrier(6), []

    def work(public_id: str) -> None:
        try:
            together.wait(timeout=20)
            for _again in range(2):
                domain.issue(enrolment_public_id=public_id)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(enrolments[n % 2].public_id,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    certificates = Certificate.objects.unscoped(ALL)
    assert {c.enrolment_id for c in certificates} == {e.pk for e in enrolments}
    assert sorted(c.number[-6:] for c in certificates) == ["000001", "000002"]
    assert sorted(CertificateEvent.objects.values_list("kind", flat=True)) == ["filed", "filed", "issued", "issued"]


@pytest.mark.django_db
@time_machine.travel(datetime(2026, 11, 23, 22, 30, tzinfo=UTC), tick=False)  # the 24th in Istanbul
def test_snapshot_says_what_was_true_at_issue(officer, unit):
    certificate = certificate_of(officer)
    assert certificate.snapshot == {
        "first_name": "Ayşe Gül",
        "last_name": "Işık",
        "rank": "Komiser Yardımcısı",
        "institution": "Emniyet Genel Müdürlüğü",
        "unit": "Fatih İlçe Emniyet Müdürlüğü",
        "course_code": "c1",
        "course_title": "İnsan ticareti mağdurunu etkili biçimde tespit etme",
        "outline_version": 3,
        "hours": 8,
        "score_percent": None,
        "completed_on": "2026-11-24",
        "issued_on": "2026-11-24",
        "expires_on": "2028-11-24",
        "language": "tr",
    }
    assert certificate.expires_on == date(2028, 11, 24)


@pytest.mark.django_db
def test_snapshot_stays_when_person_unit_and_course_change(officer):
    certificate = certificate_of(officer)
    before = dict(certificate.snapshot)
    officer.last_name, officer.rank, officer.language = "Yılmaz", "Komiser", "en"
    officer.save()
    appoint(user=officer, unit=UnitFactory(code="EGM-06"), role=Role.OFFICER, by=None)
    domain.issue(enrolment_public_id=certificate.enrolment.public_id)
    certificate.refresh_from_db()
    assert certificate.snapshot == before
    with pytest.raises(AppendOnlyError):
        certificate.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title", "unit_name"),
    [
        ("en", "Effective victim identification", "EGM-34-01 unit"),
        ("ar", "التعرّف الفعّال على ضحايا الاتجار بالبشر", "EGM-34-01 unit"),
        ("xx", "İnsan ticareti mağdurunu etkili biçimde tespit etme", "Fatih İlçe Emniyet Müdürlüğü"),
    ],
)
def test_snapshot_is_in_the_officers_language(officer, language, title, unit_name):
    officer.language = language
    officer.save()
    snapshot = certificate_of(officer).snapshot
    assert (snapshot["course_title"], snapshot["unit"]) == (title, unit_name)


@pytest.mark.django_db
def test_a_course_without_title_in_the_language_keeps_the_one_it_has(officer):
    officer.language = "ar"
    officer.save()
    assert certificate_of(officer, titles={"tr": "Ders"}).snapshot["course_title"] == "Ders"


@pytest.mark.django_db
def test_score_is_the_best_passed_try_of_this_enrolment(officer):
    quiz = published_quiz(questions=4, draw=4, pass_mark=50, attempts=0)
    enrolment, other = enrolment_of(officer), enrolment_of(officer)
    for where, wrong in ((enrolment, 3), (enrolment, 1), (enrolment, 2), (other, 0)):
        attempt = begin(officer, quiz, context_key=context_key(where))
        answer_all(attempt, wrong=wrong)
        submit(attempt=attempt)
    assert domain.issue(enrolment_public_id=enrolment.public_id).snapshot["score_percent"] == 75.0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 11, 23), 24, date(2028, 11, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 1), 11, date(2026, 12, 1)),
        (date(2026, 1, 1), 0, None),
    ],
)
def test_months_are_calendar_months(day, months, result):
    assert add_months(day, months) == result


@pytest.mark.django_db
def test_reconcile_finds_what_a_lost_signal_left(officer, django_capture_on_commit_callbacks):
    enrolment_of(officer)
    enrolment_of(officer, completed=False)
    certificate_of(officer)
    OutboxMessage.objects.all().delete()  # the process died before it could promise anything
    for _round in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            reconcile()
    certificates = Certificate.objects.of(officer)
    assert len(certificates) == 2
    assert CertificateFile.objects.count() == 2


@pytest.mark.django_db
def test_reconcile_says_aloud_what_was_given_up(officer, caplog):
    domain.promise(enrolment_public_id="lost")
    OutboxMessage.objects.update(parked_at=datetime(2026, 1, 1, tzinfo=UTC))
    reconcile()
    assert "1 certificate messages are parked" in caplog.text


@pytest.mark.django_db
def test_revoking_needs_a_reason_and_happens_once(officer):
    certificate = certificate_of(officer)
    with pytest.raises(domain.ReasonMissing):
        domain.revoke(certificate=certificate, by=officer, reason=" ")
    first = domain.revoke(certificate=certificate, by=officer, reason="Sınavda başkası vardı")
    assert domain.revoke(certificate=certificate, by=officer, reason="Başka") == first
    assert certificate.events.get(kind="revoked").reason == "Sınavda başkası vardı"
    event = AuditEvent.objects.get(action="certificate.revoke")
    assert event.actor == officer
    assert event.data == {"number": certificate.number}


@pytest.mark.django_db
def test_status_is_computed_for_a_day(officer):
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False):
        certificate = certificate_of(officer)
    assert domain.status_of(certificate, date(2028, 11, 23)) == Status.VALID
    assert domain.status_of(certificate, date(2028, 11, 24)) == Status.EXPIRED
    with time_machine.travel(datetime(2027, 3, 1, 9, 0, tzinfo=UTC), tick=False):
        domain.revoke(certificate=certificate, by=officer, reason="Yanlış kişi")
    assert domain.status_of(certificate, date(2027, 2, 28)) == Status.VALID
    assert domain.status_of(certificate, date(2027, 3, 1)) == Status.REVOKED
    assert domain.status_of(certificate, date(2029, 1, 1)) == Status.REVOKED


@pytest.mark.django_db
def test_a_certificate_without_end_never_expires(officer):
    certificate = certificate_of(officer, validity_months=0)
    assert certificate.expires_on is None
    assert domain.status_of(certificate, date(2126, 1, 1)) == Status.VALID


@pytest.mark.django_db
def test_certificates_are_not_read_without_a_scope(officer):
    certificate_of(officer)
    with pytest.raises(UnscopedQueryError):
        list(Certificate.objects.all())

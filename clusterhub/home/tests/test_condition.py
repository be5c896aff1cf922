from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from clusterhub.activity.models import WorkerBeat
from clusterhub.home.condition import (
    BROKEN,
    FINE,
    WARNING,
    check_letters,
    check_mail,
    check_secret,
    check_worker,
)
from clusterhub.letters.tests.makers import make_letter

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds_ago", "level"), [(None, BROKEN), (5, FINE), (59, FINE), (75, BROKEN)]
)
def test_a_worker_is_late_after_a_minute(settings, seconds_ago, level):
    settings.TASKS = DATABASE_TASKS
    if seconds_ago is not None:
        at = timezone.now() - timedelta(seconds=seconds_ago)
        WorkerBeat.objects.create(name="worker", at=at)

    assert check_worker().level == level


@pytest.mark.django_db
def test_healthz_turns_red_when_the_worker_stops(client, settings):
    settings.TASKS = DATABASE_TASKS
    beat = WorkerBeat.objects.create(name="worker", at=timezone.now())

    healthy = client.get(reverse("home:healthz"))
    beat.at -= timedelta(minutes=5)
    beat.save()
    ill = client.get(reverse("home:healthz"))

    assert (healthy.status_code, healthy.json()["status"]) == (200, "fine")
    assert (ill.status_code, ill.json()["status"]) == (503, "broken")


@pytest.mark.django_db
def test_the_status_page_says_when_the_worker_last_ran(client, settings):
    settings.TASKS = DATABASE_TASKS
    WorkerBeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=7))

    page = client.get(reverse("home:status")).content.decode()

    assert "It last ran 7 s ago." in page or "It last ran 8 s ago." in page


@pytest.mark.django_db
def test_the_doctor_names_what_is_missing_with_the_fix(settings):
    settings.TASKS = DATABASE_TASKS
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)

    assert ended.value.code == 1
    assert "BROKEN   Background worker: It has never run." in out.getvalue()
    assert "→ Start one and keep it running: clusterhub worker" in out.getvalue()
    assert "CLUSTERHUB_EMAIL_URL" in out.getvalue()


def test_a_trial_key_and_an_outbox_are_fine_only_in_a_demo(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.SECRET_KEY = "only-for-trying-it-out"

    settings.DEMO = False
    in_earnest = (check_mail().level, check_secret().level)
    settings.DEMO = True
    for_trial = (check_mail().level, check_secret().level)

    assert in_earnest == (WARNING, WARNING)
    assert for_trial == (FINE, FINE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "letter", "level", "words"),
    [
        (0, {}, FINE, "None waits"),
        (7, {}, BROKEN, "waited for 7 minutes"),
        (0, {"attempts": 1, "problem": "421 Busy"}, WARNING, "421 Busy"),
        (0, {"state": "failed"}, WARNING, "1 of the last two days"),
        (0, {"state": "sent"}, FINE, "None waits"),
    ],
)
def test_letters_that_are_stuck_or_come_back_are_named(minutes, letter, level, words):
    make_letter(**letter, not_before=timezone.now() - timedelta(minutes=minutes))

    finding = check_letters()

    assert (finding.level, words in finding.words) == (level, True)

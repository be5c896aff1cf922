"""A process that registers people is killed at random moments; places and letters still add up."""

import random
import signal
import time

import pytest
from django.db.models import Count

from clusterhub.events.models import RegistrationStep
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver
from tests.processes import process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]
PROCESS = """
import itertools, sys
from django.test import override_settings
from clusterhub.events.models import Event
from clusterhub.events.operations import cancel_registration, prove, register
# Letters wait for a worker.
override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}).enable()
event = Event.objects.get(pk=sys.argv[1])
print("here", flush=True)
for number in itertools.count():
    email = f"guest{sys.argv[2]}.{number}@example.org"
    one = register(event, name="Guest", email=email, mode="on_site")
    if number % 3:
        prove(one)
    if number % 4 == 3:
        cancel_registration(one, by=None)
"""
KILLS, TOLD = 6, ("held", "waiting", "proved the address", "placed", "offered", "cancelled")


def kill_one_that_registers(event, number):
    with process(PROCESS, event.pk, number) as one:
        assert one.stdout.readline() == "here\n"
        time.sleep(random.uniform(0.05, 0.5))
        one.kill()
    assert one.returncode == -signal.SIGKILL


def test_a_process_killed_in_the_middle_leaves_no_half_place_and_one_letter_each():
    event = make_admission(places=25, offer_hours=None).event

    for number in range(KILLS):
        kill_one_that_registers(event, number)

    assert event.registrations.count() > KILLS
    assert_places_add_up(event)
    steps = RegistrationStep.objects.filter(event=event, verb__in=TOLD)
    in_line = steps.filter(verb="waiting").values("registration_id")
    steps = steps.exclude(verb="proved the address", registration_id__in=in_line)  # No place yet.
    told = Letter.objects.values_list("about_id", "kind").annotate(Count("pk"))
    happened = steps.values_list("registration_id", "verb").annotate(Count("pk"))
    assert sorted(told.order_by()) == sorted(happened.order_by())
    assert {count for _pk, _verb, count in told} == {1}
    while deliver():
        pass
    assert set(Letter.objects.values_list("state", flat=True)) <= {"sent", "dropped"}

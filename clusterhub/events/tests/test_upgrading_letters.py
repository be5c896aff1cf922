"""What was mailed before letters were rows stands in the log; what waited is sent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from clusterhub.directory.tests.test_upgrading import empty_database
from clusterhub.home.empty_database import each_model_drawn_alone

BEFORE, AFTER = ("events", "0012_g_fair"), ("events", "0013_a_letters")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mails_that_were_sent_are_kept_and_those_that_wait_leave(tmp_path):
    now = timezone.now()
    with empty_database(tmp_path):
        with each_model_drawn_alone():  # As a new installation is made.
            migrated_to(BEFORE)
        _fill(migrated_to(BEFORE), now)  # Nothing is left to do: the models as a whole.

        letters = migrated_to(AFTER).get_model("letters", "Letter").objects.order_by("pk")

        found = list(letters.values_list("kind", "to_address", "state", "sent_at", "facts"))

    anna, lea = "anna@timber.example", "lea@timber.example"
    assert found == [
        ("held", anna, "sent", now - timedelta(days=5), {}),
        ("offered", anna, "queued", None, {"until": "2026-12-01T10:00:00+00:00"}),
        ("guest", lea, "queued", None, {}),
    ]


def migrated_to(migration):
    return MigrationExecutor(connection).migrate([migration]).apps


def _fill(apps, now):
    events, registrations, steps, guests = (
        apps.get_model("events", name).objects
        for name in ("Event", "Registration", "RegistrationStep", "Guest")
    )
    event = events.create(
        title="Talk",
        slug="talk",
        starts_at=now,
        ends_at=now + timedelta(hours=1),
        status="published",
    )
    own = registrations.create(
        event=event, mode="online", name="Anna", email="anna@timber.example", status="cancelled",
        address_key="anna@timber.example", status_at=now, registered_at=now, way="page",
        ticket_code="A" * 13,
    )  # fmt: skip
    long_ago, just = now - timedelta(days=5), now - timedelta(minutes=3)
    until = {"until": "2026-12-01T10:00:00+00:00"}
    facts = {"registration": own, "event": event}
    steps.create(verb="held", at=long_ago, mailed_at=long_ago, **facts)
    steps.create(verb="waiting", at=long_ago, **facts)  # Given up, or not true any more.
    steps.create(verb="offered", at=just, details=until, **facts)
    steps.create(verb="waits to switch", at=just, **facts)  # Nobody is told of this.
    guests.create(event=event, email="lea@timber.example", address_key="lea", invited_at=just)

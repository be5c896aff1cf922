"""How many letters leave at the word of who leads one event."""

import pytest
from django.test import Client

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.models import Guest
from clusterhub.events.tests.makers import make_organiser
from clusterhub.events.tests.visiting import door, open_event
from clusterhub.events.views import invitations

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def invite(client, event, *numbers):
    people = "\n".join(f"guest{number}@timber.example" for number in numbers)
    return client.post(door(event, "invitations"), {"people": people})


def test_who_leads_one_event_invites_so_many_in_a_day_and_the_team_more(client, monkeypatch):
    monkeypatch.setattr(invitations, "MOST_A_DAY", 3)
    event, lead = open_event(), Client()
    lead.force_login(make_organiser(event, "lead"), backend=BACKEND)
    sign_in(client, "event team")

    first = invite(lead, event, 1, 2)
    refused = invite(lead, event, 3, 4)
    by_the_team = invite(client, event, 3, 4)

    assert (first.status_code, refused.status_code, by_the_team.status_code) == (302, 422, 302)
    words = refused.content.decode()
    assert "At most 3 invitations leave in a day; 2 did." in words
    assert "guest3@timber.example" in words  # Nothing that was typed is lost.
    assert Guest.objects.count() == 4

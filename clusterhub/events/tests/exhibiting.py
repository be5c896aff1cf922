"""Exhibitors and experts of an event."""

from datetime import timedelta

from django.urls import reverse

from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.links import token_of
from clusterhub.events.operations.fair import add_slots, set_exhibitor, set_expert
from clusterhub.events.tests.makers import make_admission


def make_exhibitor(event=None, **facts):
    event = event or make_admission(places=50).event
    organisation = facts.pop("organisation", None) or make_organisation()
    return set_exhibitor(event, organisation=organisation, by=None, **facts)


def make_expert(event=None, slots=3, **facts):
    event = event or make_admission(places=50).event
    expert = set_expert(event, person=make_person(), by=None, **facts)
    end = event.starts_at + timedelta(minutes=20 * slots)
    add_slots(expert, starts_at=event.starts_at, ends_at=end, minutes=20, by=None)
    return expert


def door(name, event, *more):
    return reverse(f"events:{name}", args=[event.slug, *more])


def own(name, registration, *more):
    return reverse(f"events:{name}", args=[token_of(registration), *more])


def signed(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response):
    return response.getvalue().decode()

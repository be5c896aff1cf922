"""What somebody does who comes by a page or a mailed link."""

import re

import pytest
from django.urls import reverse

from clusterhub.events.tests.makers import make_admission

ANNA = {"name": "Anna Lind", "email": "anna@timber.example"}


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """A request, with the letters that follow from it."""

    def send(client, address, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data or {})

    return send


def door(event, name="registration"):
    return reverse(f"events:{name}", args=[event.slug])


def link_in(message):
    return re.search(r"https?://[^/]+(/r/\S+)", message.body)[1]


def open_event(places=2, **changes):
    return make_admission(places=places, **changes).event

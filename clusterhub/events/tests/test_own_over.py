"""The own page when the event is over: no way to do what can no longer be done."""

import pytest
import time_machine

from clusterhub.events.links import token_of
from clusterhub.events.tests.makers import make_admission, make_registration

pytestmark = pytest.mark.django_db


def test_when_it_is_over_nothing_is_offered_that_cannot_be_done(client):
    event = make_admission(places={"on_site": 5, "online": None}).event
    registration = make_registration(event)
    address = f"/r/{token_of(registration)}/"

    before = client.get(address).content.decode()
    with time_machine.travel(event.ends_at.timestamp() + 60):
        after = client.get(address).content.decode()

    offers = ("Give my place back", "Take part in another way?", "Bring a colleague")
    assert all(words in before for words in offers)
    assert not any(words in after for words in offers)
    assert "It is over" in after and "What did you think?" in after

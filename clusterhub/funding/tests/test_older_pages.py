"""What two editors write at the funding desk is lost by neither, and nobody else writes there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.funding import operations
from clusterhub.funding.models import Call
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
ZONE = {"time_zone": "Europe/Brussels"}


def _stamp(client, address):
    return client.get(address).context["form"]["stamp"].value()


def test_an_older_page_of_a_call_shows_what_was_saved_since(client):
    call = make_call(title="Wood")
    client.force_login(make_user(roles=[Role.EDITOR]))
    address = reverse("funding:edit-call", args=[call.slug])
    typed = {"kind": "cascade", **ZONE}
    stamp = _stamp(client, address)

    saved = client.post(address, typed | {"title": "Dry wood", "stamp": stamp})
    late = client.post(address, typed | {"title": "Wet wood", "stamp": stamp})
    kept = Call.objects.get(pk=call.pk).title
    newer = late.context["form"]["stamp"].value()
    client.post(address, typed | {"title": "Wet wood", "stamp": newer})

    page = late.content.decode()
    assert (saved.status_code, kept) == (302, "Dry wood")
    assert "Title: Dry wood" in page and "Wet wood" in page
    assert Call.objects.get(pk=call.pk).title == "Wet wood"


def test_an_older_page_of_a_deadline_does_not_move_it_back(client):
    call = make_call()
    row = call.deadlines.get()
    client.force_login(make_user(roles=[Role.EDITOR]))
    address = reverse("funding:deadline", args=[call.slug, row.pk])
    stamp, first = _stamp(client, address), (timezone.now() + timedelta(days=50)).date()

    client.post(address, {"day": first.isoformat(), "stamp": stamp, **ZONE})
    other = (timezone.now() + timedelta(days=60)).date()
    late = client.post(address, {"day": other.isoformat(), "stamp": stamp, **ZONE})

    row.refresh_from_db()
    assert row.day == first
    assert "Somebody saved something else meanwhile." in late.content.decode()


def test_an_older_page_of_a_rule_shows_what_was_saved_since(client):
    call = make_call()
    rule = {
        "kind": "statement",
        "id": "new",
        "question": "New?",
        "words": "Spain",
        "expected": True,
    }
    operations.change_rules(call, change=lambda _present: [rule], by=None)
    client.force_login(make_user(roles=[Role.EDITOR]))
    address = reverse("funding:rule", args=[call.slug, "new"])
    page = client.get(address)
    typed = {name: value for name, value in page.context["form"].initial.items() if value}

    saved = client.post(address, typed | {"words": "Only Spain"})
    late = client.post(address, typed | {"words": "Spain alone"})

    assert saved.status_code == 302
    assert "In your words: Only Spain" in late.content.decode()
    assert Call.objects.get(pk=call.pk).rules[0]["words"] == "Only Spain"


def test_only_editors_change_a_call_and_the_operations_ask_themselves():
    call, stranger = make_call(), make_user()
    deadline, at = call.deadlines.get(), timezone.now() + timedelta(days=90)
    attempts = (
        lambda: operations.create_call(title="Mine", by=stranger),
        lambda: operations.update_call(call, title="Mine", by=stranger),
        lambda: operations.publish_call(call, by=stranger),
        lambda: operations.withdraw_call(call, by=stranger),
        lambda: operations.add_deadline(call, closes_at=at, by=stranger),
        lambda: operations.move_deadline(deadline, closes_at=at, by=stranger),
        lambda: operations.set_deadline(call, closes_at=at, by=stranger),
        lambda: operations.remove_deadline(deadline, by=stranger),
        lambda: operations.set_moment(call, moment="results_at", at=at, by=stranger),
        lambda: operations.set_moment(call, moment="cancelled_at", at=at, by=stranger),
        lambda: operations.change_rules(call, change=list, by=stranger),
        lambda: operations.add_document(call, url="https://a.example", by=stranger),
    )

    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()

    assert Call.objects.get() == call
    assert call.documents.count() == 0

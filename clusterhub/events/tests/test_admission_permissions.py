"""Who decides, asks, invites and writes: people in rows, pages and what they do in columns."""

import pytest
from django.test import Client

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.events.models import EventStatus, Registration
from clusterhub.events.operations import invite, register
from clusterhub.events.tests.makers import STAFF, make_admission, make_event
from clusterhub.events.tests.visiting import door, open_event

pytestmark = pytest.mark.django_db
PAGES = (
    *("admission", "questions", "consents", "mails", "approval", "invitations"),
    *("answers", "answers-csv"),
)
REASONS = "Sorry, this time the room is too small for all."


def request_at(event):
    user = make_user()
    facts = {"name": "Zyzzyva", "email": user.email, "attendee": user}
    return register(event, mode="on_site", **facts)


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_who_opens_the_pages(status):
    event = make_admission(make_event(status=status), places=3).event
    addresses = [door(event, name) for name in PAGES]
    addresses.append(f"{door(event, 'mails')}confirmed/any/")

    for who in ROLES:
        client = Client()
        sign_in(client, who)
        codes = {client.get(address).status_code for address in addresses}

        hidden = 404 if status == EventStatus.DRAFT else 403
        assert codes == {{"visitor": 302, "member": hidden}.get(who, 200)}, who


@pytest.mark.parametrize("who", ROLES)
def test_who_changes_something(client, who):
    event = open_event(places=5, needs_approval=True)
    accepted, refused = request_at(event), request_at(event)
    invite(event, people=[("", "lea@timber.example")], language="en", by=None)
    guest = event.guests.get()
    sign_in(client, who)

    posts = {
        f"{door(event, 'approval')}{accepted.pk}/": {"answer": "yes"},
        f"{door(event, 'approval')}{refused.pk}/": {"answer": "no", "reasons": REASONS},
        door(event, "questions"): {"role-when": "later"},
        door(event, "consents"): {"badge-is_asked": "on", "badge-words": "Print."},
        f"{door(event, 'mails')}confirmed/any/": {"text": "Hello."},
        door(event, "invitations"): {"people": "cy@timber.example"},
        f"{door(event, 'invitations')}{guest.pk}/withdrawal/": {},
    }
    answers = [client.post(address, data).status_code for address, data in posts.items()]

    is_staff = who in STAFF
    guest.refresh_from_db()
    done = [
        *Registration.objects.order_by("pk").values_list("status", flat=True),
        event.questions.count(),
        event.wordings.count(),
        event.mail_words.count(),
        event.guests.count(),
        guest.withdrawn_at is not None,
    ]
    if is_staff:
        assert done == ["confirmed", "refused", 1, 1, 1, 2, True]
    else:
        assert done == ["requested", "requested", 0, 0, 0, 1, False]
    assert set(answers) == {302 if is_staff or who == "visitor" else 403}


def test_a_helper_who_sees_no_people_decides_without_seeing_addresses(client, monkeypatch):
    event = open_event(needs_approval=True)
    own = request_at(event)
    sign_in(client, "event team")
    seen = client.get(door(event, "approval")).content.decode()

    monkeypatch.setattr("clusterhub.events.views.approval.can_see_people", lambda *_: False)
    page = client.get(door(event, "approval")).content.decode()

    assert own.email in seen
    assert (own.name in page, own.email in page) == (True, False)

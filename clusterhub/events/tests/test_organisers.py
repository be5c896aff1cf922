"""Who works on an event: invited, let in, raised, gone; never nobody who leads."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.invited import digest_of, token_of
from clusterhub.accounts.tests.makers import ROLES, make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import EventStatus, OrganiserInvitation
from clusterhub.events.operations import add_speaker, publish_event
from clusterhub.events.operations.organiser_refusals import (
    AlreadyOrganiser,
    AnotherAddress,
    InvitationOver,
    LastLead,
    NotAnOrganiser,
    TooManyInvitations,
)
from clusterhub.events.operations.organisers import (
    MOST_LETTERS,
    accept_organiser_invitation,
    add_organiser,
    change_organiser_level,
    end_organiser,
    invite_organiser,
)
from clusterhub.events.tests.makers import make_event, make_organiser, typed

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def invited(event, lead, email="new@timber.example", level="helper"):
    return invite_organiser(event, email=email, level=level, by=lead)


def levels(event):
    return dict(event.organisers.current().values_list("person__name", "level"))


def page(client, name, *args):
    return client.get(reverse(f"events:{name}", args=args))


def test_who_is_invited_without_an_account_gets_a_link_and_comes_in(
    client, django_capture_on_commit_callbacks
):
    event = make_event(EventStatus.DRAFT, title="Clean steel")
    lead = make_organiser(event, name="Ines Teste")
    client.force_login(lead, backend=BACKEND)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("events:organisers", args=[event.slug]),
            {"email": "new@timber.example", "level": "helper"},
        )

    (letter,) = mail.outbox
    invitation = OrganiserInvitation.objects.get()
    path = f"/event-invitations/{token_of(invitation)}/"
    assert letter.to == ["new@timber.example"]
    assert "Ines Teste asks you to help with the event “Clean steel”" in letter.body
    assert path in letter.body
    client.logout()
    shown = client.get(path)
    assert "Ines Teste invites you, as: Helper." in shown.content.decode()
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert client.post(path).url == f"/account/login/?next={path}"
    somebody = make_user(email="new@timber.example", name="Nora")
    client.force_login(somebody, backend=BACKEND)
    assert client.post(path).url == reverse("events:desk", args=[event.slug])
    assert levels(event) == {"Ines Teste": "lead", "Nora": "helper"}
    assert "You have accepted it." in client.get(path).content.decode()


def test_the_word_of_the_link_stands_in_no_table():
    event = make_event()
    invitation = invited(event, make_organiser(event))

    assert invitation.token_digest == digest_of(token_of(invitation))
    assert token_of(invitation) not in str(OrganiserInvitation.objects.values().get())


def test_a_link_for_another_address_lets_nobody_in():
    event = make_event()
    invitation = invited(event, make_organiser(event))

    with pytest.raises(AnotherAddress):
        accept_organiser_invitation(invitation, by=make_user())


@pytest.mark.parametrize("end", ["withdrawn", "expired", "used", "sender left", "asked again"])
def test_an_invitation_that_is_over_lets_nobody_in(end):
    event, now = make_event(), timezone.now()
    make_organiser(event)
    lead = make_organiser(event)
    person = make_user(email="new@timber.example")
    invitation = invited(event, lead)
    rows = OrganiserInvitation.objects.filter(pk=invitation.pk)
    if end == "withdrawn":
        rows.update(withdrawn_at=now)
    elif end == "expired":
        rows.update(expires_at=now - timedelta(minutes=1))
    elif end == "used":
        accept_organiser_invitation(invitation, by=person)
    elif end == "sender left":
        event.organisers.filter(person=lead).update(ended_at=now)
    else:
        invited(event, lead)

    with pytest.raises(InvitationOver):
        accept_organiser_invitation(invitation, by=person)


@pytest.mark.parametrize("level", ["helper", "door"])
def test_only_who_leads_invites(level):
    event = make_event()

    with pytest.raises(NotAnOrganiser):
        invited(event, make_organiser(event, level))


def test_who_works_on_it_already_is_not_invited():
    event = make_event()
    lead = make_organiser(event)

    with pytest.raises(AlreadyOrganiser):
        invited(event, lead, email=lead.email.upper())


def test_letters_of_one_person_are_counted_and_those_of_the_team_are_not():
    event = make_event()
    lead, team = make_organiser(event), make_user(roles=ROLES["event team"])
    for number in range(MOST_LETTERS):
        invited(event, lead, email=f"guest{number}@timber.example")

    with pytest.raises(TooManyInvitations):
        invited(event, lead)
    invited(event, team)


def test_the_last_lead_cannot_leave_before_somebody_else_leads(client):
    event = make_event()
    lead, helper = make_organiser(event, name="Lea"), make_organiser(event, "helper", name="Hal")
    row = event.organisers.get(person=lead)
    client.force_login(lead, backend=BACKEND)
    leaving = reverse("events:organiser-end", args=[event.slug, row.pk])

    refused = client.post(leaving, follow=True).content.decode()
    with pytest.raises(LastLead):
        change_organiser_level(row, level="helper", by=lead)
    raised = event.organisers.get(person=helper)
    client.post(reverse("events:organiser-level", args=[event.slug, raised.pk]), {"level": "lead"})
    left = client.post(leaving)

    assert "Make somebody else lead organiser first" in refused
    assert left.url == reverse("events:mine")
    assert levels(event) == {"Hal": "lead"}


def test_a_lead_whose_account_is_locked_leads_nothing():
    event = make_event()
    lead = make_organiser(event)
    make_organiser(event, is_active=False)

    with pytest.raises(LastLead):
        end_organiser(event.organisers.get(person=lead), by=lead)


def test_only_the_team_may_take_the_last_lead_away():
    event = make_event()
    row = event.organisers.get(person=make_organiser(event))

    end_organiser(row, by=make_user(roles=ROLES["event team"]))

    assert levels(event) == {}


def test_a_helper_leaves_by_herself_and_removes_nobody():
    event = make_event()
    make_organiser(event, name="Lea")
    helper, other = (make_organiser(event, "helper", name=name) for name in ("Hal", "Ola"))

    with pytest.raises(NotAnOrganiser):
        end_organiser(event.organisers.get(person=other), by=helper)
    end_organiser(event.organisers.get(person=helper), by=helper)

    assert levels(event) == {"Lea": "lead", "Ola": "helper"}


def test_who_goes_takes_her_open_invitations_along():
    event = make_event()
    make_organiser(event)
    lead = make_organiser(event)
    invited(event, lead)

    end_organiser(event.organisers.get(person=lead), by=lead)

    assert not event.organiser_invitations.open().exists()


def test_who_is_added_twice_has_the_higher_level():
    event, person = make_event(), make_user(name="Ada")

    for level in ("helper", "lead", "door"):
        add_organiser(event, person=person, level=level, by=None)

    assert levels(event) == {"Ada": "lead"}


def test_an_organiser_of_another_event_is_not_there(client):
    event, other = make_event(), make_event()
    row = other.organisers.get(person=make_organiser(other))
    client.force_login(make_organiser(event), backend=BACKEND)

    client.post(reverse("events:organiser-end", args=[event.slug, row.pk]))

    assert other.organisers.current().count() == 1


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_who_is_removed_in_the_middle_of_a_form_gets_back_what_she_typed(client, status):
    event = make_event(status, title="Before")
    make_organiser(event)
    person = make_organiser(event, "helper")
    client.force_login(person, backend=BACKEND)
    address = reverse("events:edit", args=[event.slug])
    assert client.get(address).status_code == 200
    words = "A long description <b>that</b> took her an hour to write"

    end_organiser(event.organisers.get(person=person), by=event.organisers.first().person)
    answer = client.post(address, typed(title="After", description=words))

    event.refresh_from_db()
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert event.title == "Before"
    assert "You may no longer change this" in shown
    assert "A long description &lt;b&gt;that&lt;/b&gt; took her an hour to write" in shown
    assert client.get(address).status_code == (404 if status == EventStatus.DRAFT else 403)


@pytest.mark.parametrize(("who", "is_listed"), [("lead", False), ("event team", True)])
def test_only_the_team_lists_people_by_publishing(who, is_listed):
    event = make_event(EventStatus.DRAFT)
    by = make_user(roles=ROLES[who]) if who in ROLES else make_organiser(event)
    person = make_person(False)
    add_speaker(event, person=person, by=by)

    publish_event(event, by=by)

    person.refresh_from_db()
    assert (person.published_at is not None) == is_listed


def test_the_trail_says_who_and_forgets_with_the_account():
    event = make_event()
    make_organiser(event)
    person = make_organiser(event, "helper", name="Nora Gone")
    end_organiser(event.organisers.get(person=person), by=person)
    assert "Nora Gone" in str(list(Entry.objects.values_list("details", flat=True)))

    person.delete()

    assert "Nora Gone" not in str(list(Entry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize("count", [1, 5])
def test_her_events_are_listed_in_as_many_statements_for_any_number(
    client, count, django_assert_num_queries
):
    person = make_user()
    for _ in range(count):
        add_organiser(make_event(EventStatus.DRAFT), person=person, level="lead", by=None)
    client.force_login(person, backend=BACKEND)

    with django_assert_num_queries(6):  # Session, user, roles, profiles, events, submissions.
        answer = page(client, "mine")

    assert answer.content.decode().count('class="row__title"') == count

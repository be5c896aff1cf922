"""Events that members offer: submitted, judged with reasons, followed by who sent them in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.export import everything_about
from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.events.models import Event, EventKind, EventStatus, EventSubmission
from clusterhub.events.operations.community import (
    MOST_OPEN,
    decide_submission,
    hand_in_again,
    submit_event,
    withdraw_submission,
)
from clusterhub.events.operations.organiser_refusals import (
    AlreadyDecided,
    NotAnOrganiser,
    NothingToHandIn,
    ReasonsMissing,
    TooManySubmissions,
)
from clusterhub.events.tests.makers import STAFF, make_event, make_organiser, typed

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
REASONS = "Please say in the description who may come."


def facts(**changes):
    starts_at = timezone.now() + timedelta(days=30)
    values = {"title": "Timber day", "format": "online", "starts_at": starts_at}
    return values | {"ends_at": starts_at + timedelta(hours=2)} | changes


def submitted(person=None, **changes):
    return submit_event(by=person or make_user(), **facts(**changes))


def team():
    return make_user(roles=ROLES["event team"])


def decide(submission, verdict, reasons=REASONS, by=None):
    return decide_submission(submission, verdict=verdict, reasons=reasons, by=by or team())


def test_a_member_submits_and_the_team_decides_with_reasons(
    client, django_capture_on_commit_callbacks
):
    person, judge = make_user(name="Mia"), team()
    client.force_login(person, backend=BACKEND)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("events:submit"), typed(title="Timber day", format="online"))

    event = Event.objects.get()
    assert answer.url == reverse("events:mine")
    assert (event.status, event.kind) == (EventStatus.DRAFT, EventKind.COMMUNITY)
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([judge.email], "Submitted: Timber day")
    ]
    assert "Waits for the event team" in client.get(answer.url).content.decode()
    mail.outbox.clear()
    case = reverse("events:case", args=[event.submissions.get().pk])
    desk = Client()
    desk.force_login(judge, backend=BACKEND)
    short = desk.post(case, {"verdict": "returned", "reasons": "No."})
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(case, {"verdict": "returned", "reasons": REASONS})
    (letter,) = mail.outbox
    assert short.status_code == 422
    assert (letter.to, REASONS in letter.body) == ([person.email], True)
    shown = client.get(reverse("events:desk", args=[event.slug])).content.decode()
    assert REASONS in shown
    assert "Hand it in again" in shown
    client.post(reverse("events:submission", args=[event.slug]))
    desk.post(reverse("events:case", args=[event.submissions.last().pk]), {"verdict": "accepted"})
    event.refresh_from_db()
    assert event.status == EventStatus.PUBLISHED
    assert Client().get(event.get_absolute_url()).status_code == 200


def test_what_is_refused_stays_hidden_and_is_not_handed_in_again():
    person = make_user()
    submission = submitted(person)

    decide(submission, "refused")

    event = Event.objects.get()
    assert event.status == EventStatus.DRAFT
    with pytest.raises(NothingToHandIn):
        hand_in_again(event, by=person)


def test_nobody_is_turned_away_without_reasons():
    with pytest.raises(ReasonsMissing):
        decide(submitted(), "refused", reasons=" " * 30 + "no")


def test_what_is_decided_is_decided_once():
    submission = submitted()
    decide(submission, "accepted")

    with pytest.raises(AlreadyDecided):
        decide(submission, "refused")


def test_nobody_of_the_team_decides_on_her_own_event(client):
    own = team()
    submission = submitted(own)
    client.force_login(own, backend=BACKEND)
    case = reverse("events:case", args=[submission.pk])

    with pytest.raises(NotAnOrganiser):
        decide(submission, "accepted", by=own)
    assert "Somebody else of the team decides" in client.get(case).content.decode()
    assert client.post(case, {"verdict": "accepted"}).status_code == 403
    submission.refresh_from_db()
    assert submission.verdict == ""


def test_five_are_open_at_most_and_a_settled_one_makes_room(client):
    person = make_user()
    rows = [submitted(person) for _ in range(MOST_OPEN)]
    with pytest.raises(TooManySubmissions):
        submitted(person)
    client.force_login(person, backend=BACKEND)
    assert "Five of your events still wait" in client.get(reverse("events:submit")).content.decode()
    kept = client.post(reverse("events:submit"), typed(title="The sixth"))
    assert (kept.status_code, "The sixth" in kept.content.decode()) == (422, True)

    decide(rows[0], "returned")  # Comes again, so it still counts.
    with pytest.raises(TooManySubmissions):
        submitted(person)
    decide(rows[1], "refused")
    submitted(person)

    assert Event.objects.count() == MOST_OPEN + 1


def test_it_is_taken_back_and_handed_in_again():
    person = make_user()
    event = submitted(person).event

    withdraw_submission(event, by=person)
    with pytest.raises(AlreadyDecided):
        withdraw_submission(event, by=person)
    hand_in_again(event, by=person)
    with pytest.raises(NothingToHandIn):
        hand_in_again(event, by=person)

    assert list(event.submissions.values_list("verdict", flat=True)) == ["withdrawn", ""]


def test_a_stranger_neither_takes_it_back_nor_hands_it_in():
    event = submitted().event

    for operation in (withdraw_submission, hand_in_again):
        with pytest.raises(NotAnOrganiser):
            operation(event, by=make_user())


@pytest.mark.parametrize("who", ROLES)
def test_who_moderates(who):
    submission = submitted()
    client = Client()
    sign_in(client, who)
    addresses = [reverse("events:moderation"), reverse("events:case", args=[submission.pk])]

    codes = [client.get(address).status_code for address in addresses]
    client.post(addresses[1], {"verdict": "accepted"})

    submission.refresh_from_db()
    is_team = who in STAFF
    assert codes == [200 if is_team else 302 if who == "visitor" else 403] * 2
    assert submission.verdict == ("accepted" if is_team else "")


def test_a_draft_of_a_member_is_seen_by_her_and_the_team_on_page_and_twin(client):
    person = make_user()
    event = submitted(person).event
    twin = reverse("events:event-json", args=[event.slug])

    seen = {}
    for who, user in (
        ("visitor", None),
        ("stranger", make_user()),
        ("she", person),
        ("team", team()),
    ):
        client = Client()
        if user:
            client.force_login(user, backend=BACKEND)
        seen[who] = [client.get(each).status_code for each in (event.get_absolute_url(), twin)]

    assert seen == {
        "visitor": [404] * 2,
        "stranger": [404] * 2,
        "she": [200] * 2,
        "team": [200] * 2,
    }


def test_she_cannot_publish_it_by_herself_nor_call_it_something_else(client):
    person = make_user()
    event = submitted(person).event
    client.force_login(person, backend=BACKEND)

    refused = client.post(reverse("events:publication", args=[event.slug]))
    client.post(reverse("events:edit", args=[event.slug]), typed(title="Changed", kind="talk"))

    event.refresh_from_db()
    assert refused.status_code == 403
    assert (event.title, event.kind, event.status) == ("Changed", "community", "draft")


def test_only_an_organisation_of_hers_holds_it(client):
    person = make_editor(make_organisation(name="Own"))
    own, other = person.editorships.get().organisation, make_organisation(name="Other")
    client.force_login(person, backend=BACKEND)

    client.post(reverse("events:submit"), typed(title="With own", organisation=own.pk))
    refused = client.post(reverse("events:submit"), typed(title="No", organisation=other.pk))

    assert refused.status_code == 422
    assert Event.objects.get().organisation == own


def test_an_event_that_was_never_submitted_is_not_handed_in():
    event = make_event(EventStatus.DRAFT)

    with pytest.raises(NothingToHandIn):
        hand_in_again(event, by=make_organiser(event))


def test_an_erased_account_leaves_the_case_without_a_name(client):
    person = make_user(name="Mia Gone")
    submission = submitted(person)
    person.delete()
    sign_in(client, "event team")

    page = client.get(reverse("events:case", args=[submission.pk])).content.decode()
    decide(EventSubmission.objects.get(), "accepted")

    assert "Mia Gone" not in page
    assert "closed account" in page


def test_what_she_submitted_and_organises_is_in_her_own_data():
    person = make_user()
    decide(submitted(person), "returned")

    kept = everything_about(person)

    assert [row["level"] for row in kept["organised_events"]] == ["lead"]
    assert [row["reasons"] for row in kept["submitted_events"]] == [REASONS]

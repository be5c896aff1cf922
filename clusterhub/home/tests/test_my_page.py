"""A member's own page: what waits for her, out of all apps, and nobody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import LeadWord
from clusterhub.applications.operations.lead_words import answer_for_organisation
from clusterhub.applications.tests.test_lead_words import make_kept, name_it
from clusterhub.directory.models import Level
from clusterhub.directory.states import State
from clusterhub.directory.tests.makers import make_organisation, make_organisation_in
from clusterhub.events.models import RegistrationStatus
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.home.waiting import waiting_for
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_participant, make_request

pytestmark = pytest.mark.django_db


def words(user, editorships=()):
    return [task.words for task in waiting_for(user, editorships)]


def keep(user, **facts):
    state = facts.pop("state", State.PUBLISHED)
    body = make_organisation() if state == State.PUBLISHED else make_organisation_in(state)
    for name, value in facts.items():
        setattr(body, name, value)
    body.save()
    return body.editorships.create(editor=user, level=Level.ADMINISTRATOR)


def test_a_visitor_signs_in_first(client):
    answer = client.get("/my/")

    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_somebody_new_is_told_that_nothing_waits_and_where_to_begin(client):
    client.force_login(make_user())

    page = client.get("/my/").text

    assert "Nothing. Enjoy the quiet." in page
    assert "Start a profile" in page
    assert "Look at what is announced" in page


def test_requests_that_she_has_to_answer_lead_to_her_meetings(client):
    anna, matchmaking = make_user(), make_matchmaking()
    registration = make_registration(matchmaking.event, attendee=anna, email=anna.email)
    hers, other = (
        make_participant(matchmaking, registration=registration),
        make_participant(matchmaking),
    )
    make_request(other, hers)
    make_request(hers, make_participant(matchmaking))  # The other one's turn.
    make_request(
        make_participant(matchmaking), hers, expires_at=timezone.now() - timedelta(hours=1)
    )
    client.force_login(anna)

    page = client.get("/my/").text

    assert "1 person asks to meet you" in page
    assert "/meetings/" in page
    assert words(make_user()) == []


def test_a_held_place_says_until_when_it_is_held():
    anna = make_user()
    event = make_event(title="Open house")
    make_admission(event, places={"on_site": 5}, mode="on_site")
    row = make_registration(event, attendee=anna, email=anna.email)
    until = timezone.now() + timedelta(minutes=20)
    type(row).objects.filter(pk=row.pk).update(
        status=RegistrationStatus.HELD, keep_until=until, proven_at=None
    )

    (task,) = waiting_for(anna, [])

    assert (task.words, task.until) == ("Say that you come: Open house", until)


def test_profiles_that_came_back_or_grew_old_ask_for_her():
    anna = make_user()
    rows = [
        keep(anna, name="Back", state="returned", state_reason="Count again."),
        keep(anna, name="Old", confirmed_at=timezone.now() - timedelta(days=800)),
        keep(anna, name="Young", confirmed_at=timezone.now()),
        keep(anna, name="Unwritten", state="draft"),
    ]

    assert words(anna, rows) == ["Returned to you: Back", "Say whether it is still true: Old"]


@pytest.mark.parametrize("role", ["validator", "event_team", "editor"])
def test_queues_are_for_who_holds_the_role(client, role):
    make_organisation_in(State.IN_REVIEW).submissions.create(submitted_at=timezone.now())
    client.force_login(make_user(roles=[role]))

    page = client.get("/my/").text

    assert ("1 profile to review" in page) is (role == "validator")


def test_the_page_needs_as_many_statements_for_many_things(client, django_assert_max_num_queries):
    costs = []
    for count in (1, 6):
        anna = make_user()
        for _number in range(count):
            matchmaking = make_matchmaking()
            own = make_registration(matchmaking.event, attendee=anna, email=anna.email)
            make_request(
                make_participant(matchmaking), make_participant(matchmaking, registration=own)
            )
            keep(anna, confirmed_at=None)
        client.force_login(anna)
        with django_assert_max_num_queries(20) as asked:
            client.get("/my/")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_a_naming_of_her_organisation_waits_until_she_has_answered():
    body, editor = make_kept()
    name_it(body)
    word = LeadWord.objects.get()

    before = [task.address for task in waiting_for(editor, [])]
    answer_for_organisation(word, confirms=False, by=editor)
    after = [task.address for task in waiting_for(editor, [])]

    assert before == [reverse("applications:naming", args=[word.pk])]
    assert after == []

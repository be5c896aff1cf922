"""Who may open which page, and its JSON twin; and that evaluators and strangers may open none."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import MemberRole, RoleKind
from clusterhub.applications.permissions import can_view
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    make_publisher,
    pass_deadline,
    submit,
)

pytestmark = pytest.mark.django_db
TEAM = {"lead", "writer", "reader"}
WRITE, STAFF = {"lead", "writer"}, {"publisher", "officer", "observer"}
ALL_STAFF = {*STAFF, "evaluator"}

# Page: who may open it before the deadline, and who after.
OF_ONE = {
    "application": (TEAM, TEAM),
    "facts": (WRITE, WRITE),
    "team": (TEAM, TEAM),
    "partners": (TEAM, TEAM),
    "submission": ({"lead"}, {"lead"}),
    "reading": (TEAM, TEAM | STAFF),
    "json": (TEAM, TEAM | STAFF),
    "docx": (TEAM, TEAM | STAFF),
    "accesses": (TEAM, TEAM | STAFF),
}
WITH_MORE = {"section": (WRITE, WRITE), "receipt": (TEAM, TEAM), "receipt-json": (TEAM, TEAM)}
OF_A_CALL = {
    "desk": STAFF,
    "desk-json": STAFF,
    "builder": {"publisher"},
    "rules": {"publisher"},
    "people": {"publisher", "administrator"},
}


@pytest.fixture
def world():
    hosted = make_hosted()
    application = make_application(hosted)
    people = {role: make_publisher(hosted, role=role) for role in RoleKind}
    people |= {"lead": application.leader, "stranger": make_user()}
    people |= {"editor": make_user(roles=["editor"])}
    people |= {"administrator": make_user(roles=["administrator"])}
    for role in (MemberRole.WRITER, MemberRole.READER):
        people[role] = make_user()
        application.members.create(
            person=people[role],
            email=people[role].email,
            address_key=people[role].email,
            role=role,
            invited_at=application.created_at,
            joined_at=application.created_at,
        )
    submit(application)
    return hosted, application, people


def _statuses(client, people, address):
    found = {}
    for name, person in people.items():
        client.force_login(person)
        found[str(name)] = client.get(address).status_code
    return {name for name, status in found.items() if status == 200}, set(found.values())


def test_each_page_and_its_twin_opens_for_those_who_may_and_is_not_there_for_others(client, world):
    hosted, application, people = world
    key = application.form.sections.get().key
    more = {"section": [key], "receipt": [1], "receipt-json": [1]}
    pages = {**OF_ONE, **WITH_MORE}

    for turn in (0, 1):
        for name, allowed in pages.items():
            address = reverse(f"applications:{name}", args=[application.uid, *more.get(name, [])])
            opened, statuses = _statuses(client, people, address)
            assert (name, turn, opened) == (name, turn, allowed[turn])
            assert statuses <= {200, 404}
        pass_deadline(hosted)


def test_pages_of_the_desk_open_for_those_who_work_there(client, world):
    hosted, _application, people = world

    for name, allowed in OF_A_CALL.items():
        opened, _all = _statuses(
            client, people, reverse(f"applications:{name}", args=[hosted.call.slug])
        )
        assert (name, opened) == (name, allowed)


def test_before_the_deadline_the_desk_says_no_more_than_titles(client, world):
    hosted, application, people = world
    client.force_login(people["officer"])

    rows = client.get(reverse("applications:desk-json", args=[hosted.call.slug])).json()

    assert rows["funnel"] == {"started": 1, "submitted": 1, "withdrawn": 0}
    assert [row["url"] for row in rows["applications"]] == [None]
    assert not can_view(people["officer"], application)


def test_visitors_are_asked_to_sign_in(client, world):
    _hosted, application, _people = world

    answer = client.get(application.get_absolute_url())

    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_changes_are_refused_to_whoever_may_not_make_them(client, world):
    hosted, application, people = world
    one, call = [application.uid], [hosted.call.slug]
    section = hosted.forms.get().sections.get()
    posts = {
        ("answers", *one): WRITE,
        ("withdrawal", *one): {"lead"},
        ("opening", *call): {"publisher"},
        ("draft", *call): {"publisher"},
        ("publication", *call): {"publisher"},
        ("trial", *call): {"publisher"},
        ("move", *call, "section", section.pk): set(),  # Published: nobody moves it any more.
    }

    for (name, *args), allowed in posts.items():
        let_in = set()
        for who, person in people.items():
            client.force_login(person)
            answer = client.post(reverse(f"applications:{name}", args=args))
            if answer.status_code != 404:
                let_in.add(str(who))
        assert (name, let_in) == (name, allowed)


def test_who_opens_an_application_stands_in_its_log(client, world):
    hosted, application, people = world
    pass_deadline(hosted)
    client.force_login(people["observer"])

    for _time in range(2):
        client.get(reverse("applications:reading", args=[application.uid]))
    client.get(reverse("applications:docx", args=[application.uid]))

    rows = application.accesses.filter(person=people["observer"]).order_by("pk")
    assert [(row.as_what, row.verb, row.times) for row in rows] == [
        ("observer", "read", 2),
        ("observer", "downloaded", 1),
    ]

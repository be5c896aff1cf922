"""When the people of an event are forgotten, ideas and boards stay, without names."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from clusterhub.accounts.operations import close_account
from clusterhub.events.links import token_of
from clusterhub.events.models import Registration
from clusterhub.events.operations.forgetting import forget_people
from clusterhub.events.tests.makers import make_registration
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import Idea, LabPerson, PartKind, Role
from clusterhub.labs.operations.board import add_role, add_section, take_role
from clusterhub.labs.operations.ideas import hide_idea, take_part, withdraw_idea
from clusterhub.labs.tests.makers import (
    by_account,
    by_link,
    make_board,
    make_idea,
    page_of,
    team,
)

pytestmark = pytest.mark.django_db


def forget(event):
    with time_machine.travel(event.ends_at + timedelta(days=400)):
        forget_people(event)


def test_ideas_and_boards_stay_without_the_names_of_who_came_by_link(client):
    group, (ines, jonas) = make_board(members=2)
    add_section(group, title="Aim", text="Passports", by=ines)
    role = take_role(add_role(group, title="Writer", by=ines), by=jonas)

    forget(group.lab.event)

    idea = Idea.objects.get()
    assert not LabPerson.objects.exists()
    assert not Registration.objects.exists()
    assert (idea.proposer, idea.group, idea.parts.count()) == (None, group, 0)
    assert Role.objects.get(pk=role.pk).holder is None
    assert group.sections.get().changed_by is None
    page = client.get(page_of(group.lab, f"{idea.pk}/")).content.decode()
    assert "no longer named" in page


def test_withdrawn_and_hidden_ideas_go_altogether():
    group, (ines,) = make_board()
    lab = group.lab
    withdraw_idea(make_idea(lab, ines), by=ines)
    hide_idea(make_idea(lab), reason="It advertises.", by=None)

    forget(lab.event)

    assert list(Idea.objects.all()) == [group.ideas.get()]


def test_who_works_with_her_account_goes_on_until_she_closes_it():
    group, _people = make_board()
    anna = by_account(name="Anna Lind").user
    registration = make_registration(group.lab.event, attendee=anna)
    take_part(group.ideas.get(), kind=PartKind.JOIN, by=Actor(anna, registration))

    forget(group.lab.event)
    person = LabPerson.objects.get()
    kept = (person.account.pk, person.registration, person.name)
    number = anna.pk
    close_account(anna)

    assert kept == (number, None, "Anna Lind")
    assert not LabPerson.objects.exists()


def test_her_own_data_hold_her_ideas():
    from clusterhub.accounts.export import everything_about

    group, _people = make_board()
    anna = by_account()
    make_idea(group.lab, anna, title="Beams that remember")

    told = everything_about(anna.user)["lab_ideas"]

    assert [each["title"] for each in told] == ["Beams that remember"]
    assert by_link(group.lab).person is None
    assert timezone.now() > told[0]["posted_at"]
    assert team().labs.count() == 0


def test_who_came_by_link_takes_along_what_she_said_and_nobody_elses_name(client):
    group, (ines, jonas) = make_board(members=2)
    type(jonas.registration).objects.filter(pk=jonas.registration.pk).update(name="Jonas Lepp")
    add_section(group, title="Aim", text="Passports", by=ines)
    take_role(add_role(group, title="Writer", by=ines), by=ines)
    own, theirs = (f"/r/{token_of(each.registration)}/data.json" for each in (ines, jonas))

    hers, his = client.get(own).json(), client.get(theirs).json()

    assert [idea["title"] for idea in hers["lab ideas"]] == [group.ideas.get().title]
    assert [text["text"] for text in hers["texts on boards"]] == ["Passports"]
    assert [role["title"] for role in hers["roles on boards"]] == ["Writer"]
    assert [part["kind"] for part in his["ideas that she stands behind"]] == ["join"]
    assert his["lab ideas"] == []
    assert "Jonas Lepp" not in client.get(own).content.decode()

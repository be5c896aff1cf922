"""Two at once: one open role, one idea to group, one text, one file, one person. Real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import GroupFile, Idea, IdeaGroup, LabPerson, PartKind, Section
from clusterhub.labs.operations.board import add_role, add_section, save_section, take_role
from clusterhub.labs.operations.consortia import add_partner
from clusterhub.labs.operations.files import add_file
from clusterhub.labs.operations.grouping import make_group, move_idea
from clusterhub.labs.operations.ideas import MOST_IDEAS, take_part
from clusterhub.labs.operations.refusals import (
    AlreadyThere,
    GroupedMeanwhile,
    LabRefusal,
    RoleTaken,
    SectionChanged,
    TooMany,
)
from clusterhub.labs.tests.makers import (
    by_link,
    make_board,
    make_consortium,
    make_idea,
    make_lab,
)

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.4 plan %%EOF"


def at_once(*actions):
    """Run them together; what each gave back, or the kind of refusal it met."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=30)
            return action()
        except LabRefusal as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def again(actor):
    """The same person by another request."""
    return Actor(actor.user, actor.registration, actor.person, actor.is_team)


def test_the_last_open_role_goes_to_one():
    group, people = make_board(members=6)
    role = add_role(group, title="Writer", by=people[0])

    answers = at_once(*[lambda by=each: take_role(role, by=by) for each in people])

    role.refresh_from_db()
    taken = [each for each in answers if each is not RoleTaken]
    assert (len(taken), answers.count(RoleTaken)) == (1, 5)
    assert role.holder_id == taken[0].holder_id


def test_two_organisers_group_the_same_idea_once():
    lab = make_lab()
    shared, *others = [make_idea(lab) for _ in range(5)]

    answers = at_once(
        *[lambda o=other: make_group(lab, [shared, o], title="", by=None) for other in others]
    )

    group = IdeaGroup.objects.get()
    assert answers.count(GroupedMeanwhile) == 3
    assert group.ideas.count() == 2
    assert Idea.objects.filter(group=None).count() == 3


def test_an_idea_that_two_move_stands_in_one_group_and_no_board_is_left_empty():
    lab = make_lab()
    idea, *others = [make_idea(lab) for _ in range(4)]
    groups = [make_group(lab, [other], title="", by=None) for other in others]
    make_group(lab, [idea], title="Own", by=None)

    at_once(*[lambda g=group: move_idea(idea, to=g, by=None) for group in groups])

    idea.refresh_from_db()
    assert idea.group in groups
    assert list(IdeaGroup.objects.filter(ideas=None)) == []


def test_two_save_the_same_text_and_one_is_asked():
    group, people = make_board(members=4)
    section = add_section(group, title="Aim", text="First", by=people[0])

    answers = at_once(
        *[
            lambda by=each, n=n: save_section(
                section, title="Aim", text=f"Text {n}", version=1, by=by
            )
            for n, each in enumerate(people)
        ]
    )

    now = Section.objects.get()
    saved = [each for each in answers if each is not SectionChanged]
    assert (len(saved), now.version) == (1, 2)
    assert now.text == saved[0].text


def test_one_person_is_once_in_a_lab_and_posts_no_more_than_she_may():
    lab = make_lab()
    ines = by_link(lab)

    answers = at_once(*[lambda: make_idea(lab, again(ines))] * (MOST_IDEAS + 3))

    assert LabPerson.objects.filter(registration=ines.registration).count() == 1
    assert Idea.objects.count() == MOST_IDEAS
    assert answers.count(TooMany) == 3


def test_joining_many_times_at_once_is_joining_once():
    lab = make_lab()
    idea, jonas = make_idea(lab), by_link(lab)

    at_once(*[lambda: take_part(idea, kind=PartKind.JOIN, by=again(jonas))] * 6)

    assert idea.parts.count() == 1


def test_one_coordinator_and_each_organisation_once():
    consortium, ines = make_consortium(make_call())
    listed = make_organisation()

    answers = at_once(
        *[lambda: add_partner(consortium, name="A", role="coordinator", by=again(ines))] * 3,
        *[lambda: add_partner(consortium, organisation=listed, role="partner", by=again(ines))] * 3,
    )

    assert answers.count(AlreadyThere) == 4
    assert consortium.partners.count() == 2


def test_a_file_sent_twice_is_there_once_with_its_bytes(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    group, (ines,) = make_board()

    at_once(*[lambda: add_file(group, name="plan.pdf", content=PDF, by=again(ines))] * 4)

    row = GroupFile.objects.get()
    assert [path.name for path in tmp_path.rglob("*.pdf")] == [row.file.name.rsplit("/")[-1]]

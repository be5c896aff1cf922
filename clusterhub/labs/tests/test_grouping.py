"""The team puts ideas together and apart, with suggestions that it may follow or not."""

import pytest

from clusterhub.labs.desk_state import ideas_of, suggestions
from clusterhub.labs.models import IdeaGroup
from clusterhub.labs.operations.board import add_section
from clusterhub.labs.operations.grouping import make_group, move_idea, name_group
from clusterhub.labs.operations.refusals import (
    BoardInTheWay,
    GroupedMeanwhile,
    NotAllowed,
    TooFewIdeas,
)
from clusterhub.labs.tests.makers import (
    by_account,
    make_board,
    make_idea,
    make_lab,
    team,
)

pytestmark = pytest.mark.django_db


def desk(lab, page=""):
    return f"/events/{lab.event.slug}/edit/lab/{page}"


def test_the_desk_says_what_is_alike_and_one_press_makes_the_group(client):
    lab = make_lab()
    beams = make_idea(lab, title="Beams with a passport")
    boards = make_idea(lab, title="A passport for timber boards")
    make_idea(lab, title="Algae", challenge="Phosphorus from dairies", problem="Waste water")
    make_idea(lab, title="Quiet hulls", challenge="Ships without noise", problem="Whales")
    client.force_login(team())

    page = client.get(desk(lab)).content.decode()
    client.post(desk(lab, "groups/"), {"idea": [beams.pk, boards.pk]})

    assert "Both say:" in page and "passport" in page
    group = IdeaGroup.objects.get()
    assert set(group.ideas.all()) == {beams, boards}
    assert suggestions(ideas_of(lab)) == []


def test_a_grouped_idea_draws_the_other_into_its_group():
    lab = make_lab()
    beams = make_idea(lab, title="Beams with a passport")
    group = make_group(lab, [beams], title="Timber", by=None)
    boards = make_idea(lab, title="A passport for timber boards")
    for title in ("Algae", "Hulls"):
        make_idea(lab, title=title, challenge=title, problem=title)

    (found,) = suggestions(ideas_of(lab))
    move_idea(found.moves, to=found.group, by=None)

    assert found.moves == boards
    assert set(group.ideas.all()) == {beams, boards}


def test_an_idea_stands_in_one_group():
    group, _people = make_board()
    lab, idea = group.lab, group.ideas.get()

    with pytest.raises(GroupedMeanwhile):
        make_group(lab, [idea, make_idea(lab)], title="Again", by=None)
    with pytest.raises(TooFewIdeas):
        make_group(lab, [], title="Empty", by=None)
    with pytest.raises(TooFewIdeas):
        make_group(lab, [make_idea(make_lab())], title="Of another lab", by=None)

    assert list(IdeaGroup.objects.all()) == [group]


def test_parting_drops_an_empty_board_and_keeps_a_written_one():
    empty, _people = make_board()
    written, (ines,) = make_board()
    add_section(written, title="Aim", text="Passports", by=ines)

    move_idea(empty.ideas.get(), to=None, by=None)
    with pytest.raises(BoardInTheWay):
        move_idea(written.ideas.get(), to=None, by=None)

    assert list(IdeaGroup.objects.all()) == [written]
    assert written.ideas.count() == 1


def test_only_the_team_groups():
    lab = make_lab()
    idea, stranger = make_idea(lab), by_account().user

    with pytest.raises(NotAllowed):
        make_group(lab, [idea], title="Mine", by=stranger)
    group = make_group(lab, [idea], title="Ours", by=team())
    with pytest.raises(NotAllowed):
        move_idea(idea, to=None, by=stranger)
    with pytest.raises(NotAllowed):
        name_group(group, title="Mine", by=stranger)

    assert name_group(group, title=" ", by=team()).title == "Ours"


@pytest.mark.parametrize("typed", ["", "9" * 30, "-1", "²", "\x00", "x"])
def test_nonsense_on_the_desk_moves_nothing(client, typed):
    group, _people = make_board()
    lab, idea = group.lab, group.ideas.get()
    client.force_login(team())

    answers = [
        client.post(desk(lab, f"ideas/{idea.pk}/moving/"), {"group": typed or "0"}),
        client.post(desk(lab, "groups/"), {"idea": typed}),
        client.post(desk(lab, f"ideas/{idea.pk}/hiding/"), {"reason": ""}),
    ]

    idea.refresh_from_db()
    assert {answer.status_code for answer in answers} <= {302, 404}
    assert (idea.group, idea.hidden_at) == (group, None)


@pytest.mark.parametrize("ideas", [1, 4])
def test_the_desk_asks_as_often_for_many_ideas(client, django_assert_max_num_queries, ideas):
    lab = make_lab()
    for _ in range(ideas):
        make_group(lab, [make_idea(lab)], title="", by=None)
    client.force_login(team())

    with django_assert_max_num_queries(10):
        page = client.get(desk(lab)).content.decode()

    assert page.count("Move or hide") == ideas

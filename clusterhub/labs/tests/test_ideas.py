"""Ideas are posted, supported, joined, withdrawn and hidden, by link and by account."""

import pytest

from clusterhub.activity.models import Entry
from clusterhub.events.models import RegistrationStatus
from clusterhub.events.operations import cancel_registration
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import Idea, IdeaPart, LabPerson, PartKind
from clusterhub.labs.operations.board import add_role, add_task, take_role
from clusterhub.labs.operations.ideas import (
    MOST_IDEAS,
    change_idea,
    hide_idea,
    leave_idea,
    post_idea,
    show_idea,
    take_part,
    withdraw_idea,
)
from clusterhub.labs.operations.refusals import (
    Gone,
    LabClosed,
    NotAllowed,
    OwnIdea,
    ReasonMissing,
    TooMany,
)
from clusterhub.labs.operations.setting_up import begin_lab, close_lab, open_lab
from clusterhub.labs.tests.makers import (
    TEXTS,
    by_account,
    by_link,
    link_to,
    make_board,
    make_idea,
    make_lab,
    page_of,
    team,
)

pytestmark = pytest.mark.django_db
TYPED = {"title": "Saw mills that print", "language": "en", **TEXTS}


def test_who_is_registered_posts_by_her_link_without_an_account(client):
    lab = make_lab()
    ines = by_link(lab, name="Ines Moreira")

    answer = client.post(link_to(ines, "new/"), TYPED)

    idea = Idea.objects.get()
    assert answer["Location"] == link_to(ines, f"{idea.pk}/")
    assert (idea.title, idea.proposer.name) == ("Saw mills that print", "Ines Moreira")
    entry = Entry.objects.get(verb="posted an idea in the lab of")
    assert (entry.actor, entry.actor_label) == (None, "system")  # The trail is never erased.
    assert "Ines Moreira" in client.get(answer["Location"]).content.decode()


def test_a_member_posts_by_her_account_and_is_one_person_with_her_registration(client):
    lab = make_lab()
    anna = by_account()
    client.force_login(anna.user)

    client.post(page_of(lab, "new/"), TYPED)
    registration = by_link(lab, attendee=anna.user).registration
    client.post(page_of(lab, "new/"), TYPED | {"title": "Another one"})

    person = LabPerson.objects.get()
    assert (person.account, person.registration) == (anna.user, registration)
    assert person.ideas.count() == 2


@pytest.mark.parametrize("left_out", ["title", "challenge", "problem"])
def test_an_idea_says_what_it_is_about(client, left_out):
    ines = by_link(make_lab())

    answer = client.post(link_to(ines, "new/"), TYPED | {left_out: " "})

    assert answer.status_code == 422
    assert not Idea.objects.exists()


def test_visitors_read_ideas_without_names(client):
    lab = make_lab()
    ines = by_link(lab, name="Ines Moreira", organisation_name="Beam Bank")
    idea = make_idea(lab, ines)
    take_part(idea, kind=PartKind.JOIN, by=by_link(lab, name="Jonas Lepp"))

    pages = [client.get(page_of(lab, end)).content.decode() for end in ("", f"{idea.pk}/")]

    assert all(idea.title in page and "Beam Bank" in page for page in pages)
    assert not any("Ines" in page or "Jonas" in page for page in pages)
    assert "Jonas Lepp" in client.get(link_to(ines, f"{idea.pk}/")).content.decode()


def test_a_lab_that_is_not_open_is_read_by_the_team_alone(client):
    lab = make_lab(is_open=False)
    ines = by_link(lab)

    refused = [client.get(page_of(lab)).status_code, client.get(link_to(ines)).status_code]
    with pytest.raises(LabClosed):
        make_idea(lab, ines)
    client.force_login(team())

    assert refused == [404, 404]
    assert client.get(page_of(lab)).status_code == 200


def test_a_closed_lab_takes_no_ideas_but_is_left_at_any_time():
    lab = make_lab()
    ines, jonas = by_link(lab), by_link(lab)
    idea = make_idea(lab, ines)
    take_part(idea, kind=PartKind.JOIN, by=jonas)
    close_lab(lab, by=None)

    with pytest.raises(LabClosed):
        make_idea(lab, ines)
    with pytest.raises(LabClosed):
        take_part(idea, kind=PartKind.SUPPORT, by=by_link(lab))
    leave_idea(idea, by=jonas)
    withdraw_idea(idea, by=ines)

    assert not IdeaPart.objects.exists()
    assert open_lab(lab, by=None).takes_ideas


def test_who_has_no_place_any_more_only_reads(client):
    lab = make_lab()
    ines = by_link(lab)
    idea = make_idea(lab)
    cancel_registration(ines.registration, by=None)

    assert client.get(link_to(ines)).status_code == 200
    client.post(link_to(ines, f"{idea.pk}/part/"), {"answer": "join"})

    ines.registration.refresh_from_db()
    assert ines.registration.status == RegistrationStatus.CANCELLED
    assert not IdeaPart.objects.exists()


def test_support_becomes_work_and_is_taken_back():
    lab = make_lab()
    idea, jonas = make_idea(lab), by_link(lab)

    take_part(idea, kind=PartKind.SUPPORT, by=jonas)
    take_part(idea, kind=PartKind.JOIN, by=jonas)
    kinds = list(idea.parts.values_list("kind", flat=True))
    leave_idea(idea, by=jonas)
    leave_idea(idea, by=jonas)

    assert kinds == ["join"]
    assert not idea.parts.exists()


def test_nobody_supports_her_own_idea_or_changes_that_of_another():
    lab = make_lab()
    ines, jonas = by_link(lab), by_link(lab)
    idea = make_idea(lab, ines)
    make_idea(lab, jonas)

    with pytest.raises(OwnIdea):
        take_part(idea, kind=PartKind.SUPPORT, by=ines)
    with pytest.raises(NotAllowed):
        change_idea(idea, by=jonas, title="Mine now")
    with pytest.raises(NotAllowed):
        withdraw_idea(idea, by=jonas)
    with pytest.raises(NotAllowed):
        post_idea(lab, by=Actor(), title="By nobody", **TEXTS)

    idea.refresh_from_db()
    assert idea.title.startswith("Beams") and idea.is_shown


def test_one_person_floods_no_lab():
    lab = make_lab()
    ines = by_link(lab)
    for _ in range(MOST_IDEAS):
        make_idea(lab, ines)

    with pytest.raises(TooMany):
        make_idea(lab, ines)


def test_the_team_hides_with_a_reason_that_the_proposer_reads(client):
    lab, eva = make_lab(), team()
    ines = by_link(lab)
    idea = make_idea(lab, ines)

    with pytest.raises(ReasonMissing):
        hide_idea(idea, reason=" \u202e ", by=eva)
    with pytest.raises(NotAllowed):
        hide_idea(idea, reason="Not hers to do", by=by_account().user)
    hide_idea(idea, reason="It advertises a product.", by=eva)

    page = page_of(lab, f"{idea.pk}/")
    assert client.get(page).status_code == 404
    assert idea.title not in client.get(page_of(lab)).content.decode()
    assert "It advertises a product." in client.get(link_to(ines, f"{idea.pk}/")).content.decode()
    with pytest.raises(Gone):
        take_part(idea, kind=PartKind.SUPPORT, by=by_link(lab))
    with pytest.raises(Gone):
        change_idea(idea, by=ines, title="Again")
    show_idea(idea, by=eva)
    assert client.get(page).status_code == 200


def test_a_withdrawn_idea_is_gone_for_everybody(client):
    lab = make_lab()
    ines = by_link(lab)
    idea = make_idea(lab, ines)

    client.post(link_to(ines, f"{idea.pk}/withdrawal/"))
    client.force_login(team())

    assert client.get(page_of(lab, f"{idea.pk}/")).status_code == 404


def test_who_leaves_gives_roles_and_tasks_back():
    group, (ines, jonas) = make_board(members=2)
    role = take_role(add_role(group, title="Writer", by=ines), by=jonas)
    task = add_task(group, words="Write", doer=jonas.person, by=ines)

    leave_idea(group.ideas.get(), by=jonas)

    role.refresh_from_db()
    task.refresh_from_db()
    assert (role.holder, task.doer) == (None, None)


def test_the_event_and_the_own_registration_lead_to_the_lab_once_it_is_open(client):
    lab = make_lab(is_open=False)
    ines = by_link(lab)
    own = link_to(ines).replace("ideas/", "")
    event = lab.event.get_absolute_url()

    before = [client.get(address).content.decode() for address in (event, own)]
    open_lab(lab, by=None)
    after = [client.get(address).content.decode() for address in (event, own)]

    assert not any("Ideas and groups" in page for page in before)
    assert page_of(lab) in after[0]
    assert link_to(ines) in after[1]


def test_who_is_not_signed_in_signs_in_to_post(client):
    lab = make_lab()

    answer = client.get(page_of(lab, "new/"))

    assert answer["Location"] == f"/account/login/?next={page_of(lab, 'new/')}"


def test_begun_and_opened_twice_is_once():
    lab = make_lab()

    again = open_lab(begin_lab(lab.event, by=None), by=None)

    assert again.opened_at == lab.opened_at
    assert Entry.objects.filter(verb="began a lab at").count() == 1
    assert Entry.objects.filter(verb="opened the lab of").count() == 1


@pytest.mark.parametrize("ideas", [1, 4])
def test_the_list_asks_as_often_for_many_ideas(client, django_assert_max_num_queries, ideas):
    lab = make_lab()
    for _ in range(ideas):
        take_part(make_idea(lab), kind=PartKind.JOIN, by=by_link(lab))
    reader = by_link(lab)

    with django_assert_max_num_queries(6):  # Registration, lab, person, count, ideas, topics.
        page = client.get(link_to(reader)).content.decode()

    assert page.count('class="row__title"') == ideas

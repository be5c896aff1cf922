"""Who sees which page of a lab and its twin in the API, and who may do what: one row for each reader."""

import pytest
from django.test import Client

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.models import FOR_EVENTS
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.events.models import OrganiserLevel
from clusterhub.events.tests.makers import make_organiser
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import Lab, PartKind
from clusterhub.labs.operations.board import add_section
from clusterhub.labs.operations.consortia import add_partner
from clusterhub.labs.operations.ideas import take_part
from clusterhub.labs.tests.makers import by_link, link_to, make_board, make_consortium, page_of

pytestmark = pytest.mark.django_db
NO, YES, FORBIDDEN, SIGN_IN = 404, 200, 403, 302
# list, idea, outcomes, new, board, text, history, consortium, desk
OF_AN_OPEN_LAB = {
    "visitor": (YES, YES, YES, SIGN_IN, NO, NO, NO, NO, SIGN_IN),
    "member": (YES, YES, YES, YES, NO, NO, NO, NO, FORBIDDEN),
    "editor of a partner": (YES, YES, YES, YES, NO, NO, NO, YES, FORBIDDEN),
    "in the group": (YES, YES, YES, YES, YES, YES, YES, YES, FORBIDDEN),
    "door": (YES, YES, YES, YES, NO, NO, NO, NO, FORBIDDEN),
    "helper": (YES, YES, YES, YES, YES, YES, YES, YES, YES),
    "lead": (YES, YES, YES, YES, YES, YES, YES, YES, YES),
    "event team": (YES, YES, YES, YES, YES, YES, YES, YES, YES),
    "administrator": (YES, YES, YES, YES, YES, YES, YES, YES, YES),
}
SEE_IT_CLOSED = {"helper", "lead", "event team", "administrator"}
OF_LINKS = {
    "registered": (YES, YES, YES, YES, NO, NO, NO, NO),
    "supporter": (YES, YES, YES, YES, NO, NO, NO, NO),
    "in the group": (YES, YES, YES, YES, YES, YES, YES, YES),
}


def make_site():
    """A group with a text and a consortium, in which a listed organisation is asked."""
    group, (ines, jonas) = make_board(members=2)
    section = add_section(group, title="Aim", text="", by=ines)
    consortium, _by = make_consortium(make_call(), group, ines)
    listed = make_organisation()
    add_partner(consortium, organisation=listed, role="partner", by=ines)
    board = f"groups/{group.pk}/"
    ends = ("", f"{group.ideas.get().pk}/", "outcomes/", "new/", board)
    ends += (f"{board}sections/{section.pk}/", f"{board}history/", f"{board}consortium/")
    return group, jonas, listed, ends


def reader(who, group, listed):
    event = group.lab.event
    if who == "editor of a partner":
        return make_editor(listed)
    if who in OrganiserLevel.values:
        return make_organiser(event, who)
    if who == "in the group":
        user = make_user()
        take_part(group.ideas.get(), kind=PartKind.JOIN, by=Actor(user))
        return user
    roles = {"event team": [Role.EVENT_TEAM], "administrator": [Role.ADMINISTRATOR]}
    return make_user(roles=roles.get(who, []))


def test_who_sees_which_page_and_its_twin():
    group, _jonas, listed, ends = make_site()
    lab, desk = group.lab, f"/events/{group.lab.event.slug}/edit/lab/"
    readers = {who: reader(who, group, listed) for who in OF_AN_OPEN_LAB if who != "visitor"}

    seen, closed, twins = {}, set(), {}
    for is_open in (True, False):
        if not is_open:
            Lab.objects.update(opened_at=None)
        for who in OF_AN_OPEN_LAB:
            client, headers = Client(), {}
            if who != "visitor":
                client.force_login(readers[who])
                headers = bearer(make_secret(readers[who], scopes=FOR_EVENTS))
            addresses = [*(page_of(lab, end) for end in ends), desk]
            statuses = tuple(client.get(address).status_code for address in addresses)
            twin = Client().get(f"/api/v1/events/{lab.event.slug}/ideas", headers=headers)
            twins[is_open, who] = twin.status_code
            if is_open:
                seen[who] = statuses
            elif statuses[0] == YES:
                closed.add(who)

    assert seen == OF_AN_OPEN_LAB
    assert closed == SEE_IT_CLOSED
    assert {who for (is_open, who), status in twins.items() if is_open and status == YES} == set(
        OF_AN_OPEN_LAB
    )
    assert {who for (o, who), status in twins.items() if not o and status == YES} == SEE_IT_CLOSED


def test_who_sees_which_page_behind_her_link(client):
    group, jonas, _listed, ends = make_site()
    registered, supporter = by_link(group.lab), by_link(group.lab)
    take_part(group.ideas.get(), kind=PartKind.SUPPORT, by=supporter)
    people = {"registered": registered, "supporter": supporter, "in the group": jonas}

    seen = {
        who: tuple(client.get(link_to(people[who], end)).status_code for end in ends)
        for who in OF_LINKS
    }

    assert seen == OF_LINKS


def test_a_made_up_link_leads_nowhere(client):
    _group, jonas, _listed, ends = make_site()
    address = link_to(jonas)
    spoiled = address.replace(address.split("/")[2][-3:], "xyz")

    assert {client.get(spoiled + end).status_code for end in ends} == {404}


def test_nothing_of_a_link_is_kept_or_told_to_others(client):
    _group, jonas, _listed, ends = make_site()

    answers = [client.get(link_to(jonas, end)) for end in ends]

    assert {answer["Referrer-Policy"] for answer in answers} == {"same-origin"}
    assert {answer["X-Robots-Tag"] for answer in answers} == {"noindex"}
    assert all("no-store" in answer["Cache-Control"] for answer in answers)

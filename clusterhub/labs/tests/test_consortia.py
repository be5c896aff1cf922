"""A group becomes a consortium: each organisation confirms for itself, the rules of the call answer."""

import pytest

from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.funding.models import Call
from clusterhub.funding.operations import withdraw_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import Consortium, Partner, PartnerState
from clusterhub.labs.operations.board import aim_at
from clusterhub.labs.operations.consortia import (
    add_partner,
    answer_for,
    answer_rules,
    begin_consortium,
)
from clusterhub.labs.operations.refusals import AlreadyThere, CallMissing, NotAllowed
from clusterhub.labs.tests.makers import (
    by_link,
    link_to,
    make_board,
    make_consortium,
    on_team,
    page_of,
)

pytestmark = pytest.mark.django_db
THREE = {
    "kind": "consortium",
    "id": "three",
    "at_least": 3,
    "countries_at_least": 2,
    "source": {"citation": "Work programme, page 12", "url": "https://example.org/wp"},
}


def make_ruled_call(*rules):
    call = make_call(title="Twin transition vouchers")
    Call.objects.filter(pk=call.pk).update(rules=list(rules or [THREE]))
    call.refresh_from_db()
    return call


def plan(consortium, by, *codes, role="partner"):
    countries = {code: make_country(code, code) for code in codes}
    return [
        add_partner(
            consortium, name=f"Firm {n}", country=countries[code], kind="sme", role=role, by=by
        )
        for n, code in enumerate(codes)
    ]


def page(consortium, by):
    return link_to(by, f"groups/{consortium.pk}/consortium/")


def test_a_consortium_is_bound_to_a_call():
    group, (ines,) = make_board()

    with pytest.raises(CallMissing):
        begin_consortium(group, by=ines)
    aim_at(group, call=make_ruled_call(), by=ines)
    begin_consortium(group, by=ines)
    begin_consortium(group, by=ines)

    assert Consortium.objects.count() == 1


def test_the_rules_say_no_because_then_yes(client):
    consortium, ines = make_consortium(make_ruled_call())
    plan(consortium, ines, "AT", "AT")

    before = client.get(page(consortium, ines)).content.decode()
    plan(consortium, ines, "SI")
    after = client.get(page(consortium, ines)).content.decode()

    assert "No, because:" in before and "Work programme, page 12" in before
    assert "Yes, you meet every rule." in after
    assert "With those alone who have confirmed, the answer is:" in after


def test_what_is_not_known_is_not_sure_and_is_asked(client):
    independent = {"kind": "consortium", "id": "free", "at_least": 2, "independent_at_least": 2}
    consortium, ines = make_consortium(make_ruled_call(independent))
    plan(consortium, ines, "AT", "SI")
    address = page(consortium, ines)

    before = client.get(address).content.decode()
    client.post(f"{address}answers/", {"dependent_partners": "0"})
    after = client.get(address).content.decode()
    consortium.refresh_from_db()

    assert "Not sure yet: one answer is missing." in before
    assert consortium.answers == {"dependent_partners": 0}
    assert "Yes, you meet every rule." in after


def test_associated_and_declined_partners_do_not_count(client):
    consortium, ines = make_consortium(make_ruled_call())
    plan(consortium, ines, "AT", "SI")
    plan(consortium, ines, "HR", role="associated")
    gone = plan(consortium, ines, "DE")[0]
    Partner.objects.filter(pk=gone.pk).update(state=PartnerState.DECLINED)

    seen = client.get(page(consortium, ines)).content.decode()

    assert "No, because:" in seen
    assert "2 planned partners count" in seen


def test_a_listed_organisation_confirms_through_its_editors_alone(client):
    consortium, ines = make_consortium(make_ruled_call())
    listed = make_organisation(name="Beam Bank")
    partner = add_partner(consortium, organisation=listed, role="coordinator", by=ines)
    editor, other = make_editor(listed), make_editor(make_organisation())
    address = page_of(consortium.group.lab, f"groups/{consortium.pk}/consortium/")

    for by in (ines, on_team(), Actor(other)):
        with pytest.raises(NotAllowed):
            answer_for(partner, takes_part=True, by=by)
    client.force_login(other)
    assert client.get(address).status_code == 404
    client.force_login(editor)
    assert "We take part" in client.get(address).content.decode()
    assert client.get(address.replace("consortium/", "")).status_code == 404  # Not the board.
    client.post(f"{address}partners/{partner.pk}/", {"answer": "yes"})

    partner.refresh_from_db()
    assert (partner.state, partner.answered_by) == ("confirmed", editor)
    assert partner.answered_at is not None


def test_who_keeps_a_profile_finds_what_her_organisation_is_asked(client):
    consortium, ines = make_consortium(make_ruled_call())
    listed = make_organisation(name="Beam Bank")
    partner = add_partner(consortium, organisation=listed, role="partner", by=ines)
    address = page_of(consortium.group.lab, f"groups/{consortium.pk}/consortium/")
    editor, other = make_editor(listed), make_editor(make_organisation())

    seen = []
    for user in (editor, other):
        client.force_login(user)
        seen.append(address in client.get("/labs/").content.decode())
    answer_for(partner, takes_part=True, by=Actor(editor))
    client.force_login(editor)

    assert seen == [True, False]
    assert address not in client.get("/labs/").content.decode()


def test_an_unlisted_one_confirms_through_who_speaks_for_it():
    consortium, ines = make_consortium(make_ruled_call())
    own = add_partner(consortium, name="Berg Timber", role="partner", is_own=True, by=ines)
    planned = add_partner(consortium, name="Others", role="partner", by=ines)

    answer_for(own, takes_part=True, by=ines)
    with pytest.raises(NotAllowed):
        answer_for(planned, takes_part=True, by=ines)
    with pytest.raises(NotAllowed):
        answer_for(own, takes_part=False, by=on_team())

    own.refresh_from_db()
    assert own.state == PartnerState.CONFIRMED


def test_there_is_one_coordinator_and_each_organisation_once():
    consortium, ines = make_consortium(make_ruled_call())
    listed = make_organisation()
    add_partner(consortium, organisation=listed, role="coordinator", by=ines)

    with pytest.raises(AlreadyThere):
        add_partner(consortium, organisation=listed, role="partner", by=ines)
    with pytest.raises(AlreadyThere):
        add_partner(consortium, name="Second", role="coordinator", by=ines)

    assert consortium.partners.count() == 1


def test_who_declined_as_coordinator_returns_only_if_there_is_none():
    consortium, ines = make_consortium(make_ruled_call())
    first = add_partner(consortium, name="A", role="coordinator", is_own=True, by=ines)
    answer_for(first, takes_part=False, by=ines)
    add_partner(consortium, name="B", role="coordinator", by=ines)

    with pytest.raises(AlreadyThere):
        answer_for(first, takes_part=True, by=ines)

    first.refresh_from_db()
    assert first.state == PartnerState.DECLINED


def test_strangers_neither_see_nor_change_a_consortium(client):
    consortium, ines = make_consortium(make_ruled_call())
    partner = plan(consortium, ines, "AT")[0]
    stranger = by_link(consortium.group.lab)
    address = page(consortium, stranger)

    answers = [
        client.get(address),
        client.post(f"{address}partners/", {"name": "x", "role": "partner"}),
        client.post(f"{address}partners/{partner.pk}/", {"answer": "remove"}),
        client.post(f"{address}answers/", {}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    with pytest.raises(NotAllowed):
        answer_rules(consortium, facts={"staff": 3}, by=stranger)
    assert consortium.partners.count() == 1


def test_an_editor_who_is_asked_changes_nothing_but_her_own_part(client):
    consortium, ines = make_consortium(make_ruled_call())
    listed = make_organisation()
    add_partner(consortium, organisation=listed, role="partner", by=ines)
    other = plan(consortium, ines, "AT")[0]
    address = page_of(consortium.group.lab, f"groups/{consortium.pk}/consortium/")
    client.force_login(make_editor(listed))

    client.post(f"{address}partners/{other.pk}/", {"answer": "remove"})
    client.post(f"{address}partners/{other.pk}/", {"answer": "yes"})
    added = client.post(f"{address}partners/", {"name": "x", "role": "partner"})

    other.refresh_from_db()
    assert (other.state, added.status_code) == (PartnerState.PROPOSED, 404)


def test_a_call_that_is_taken_back_and_another_call_break_nothing(client):
    consortium, ines = make_consortium(make_ruled_call())
    answer_rules(consortium, facts={"dependent_partners": 1}, by=ines)
    group = consortium.group
    withdraw_call(group.call, by=None)

    first = client.get(page(consortium, ines)).status_code
    aim_at(group, call=None, by=ines)
    second = client.get(page(consortium, ines)).status_code

    consortium.refresh_from_db()
    assert (first, second, consortium.answers) == (200, 200, {})


@pytest.mark.parametrize("typed", ["\x00", "9" * 30, "x" * 5000, "<script>alert(1)</script>"])
def test_nonsense_is_refused_or_shown_as_text(client, typed):
    consortium, ines = make_consortium(make_ruled_call())
    address = page(consortium, ines)
    names = ("name", "country", "kind", "role", "does", "organisation", "answer")

    answers = [
        client.post(f"{address}partners/", dict.fromkeys(names, typed)),
        client.post(f"{address}partners/", dict.fromkeys(names[:-2], typed)),
        client.post(f"{address}answers/", {"dependent_partners": typed}),
        client.get(address, {"q": typed}),
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 404, 422}
    assert not consortium.partners.exists()


@pytest.mark.parametrize("partners", [1, 4])
def test_the_page_asks_as_often_for_many_partners(client, django_assert_max_num_queries, partners):
    consortium, ines = make_consortium(make_ruled_call())
    for _ in range(partners):
        add_partner(consortium, organisation=make_organisation(), role="partner", by=ines)

    with django_assert_max_num_queries(12):
        seen = client.get(page(consortium, ines)).content.decode()

    assert seen.count('value="remove"') == partners

"""What came of each lab: reported by members, confirmed by the team, read by everybody."""

from datetime import date

import pytest

from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.models import Outcome, Partner, PartnerState
from clusterhub.labs.operations.consortia import add_partner
from clusterhub.labs.operations.outcomes import decide_outcome, report_outcome
from clusterhub.labs.operations.refusals import NotAllowed
from clusterhub.labs.tests.makers import (
    by_account,
    by_link,
    link_to,
    make_board,
    make_consortium,
    make_lab,
    page_of,
    team,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def report(group, by, **changes):
    facts = {"kind": "funded", "on": DAY, "words": "Two million"} | changes
    return report_outcome(group, by=by, **facts)


def public(client, lab):
    return [
        client.get(address).content.decode() for address in (page_of(lab, "outcomes/"), "/labs/")
    ]


def test_everybody_reads_an_outcome_once_the_team_has_confirmed_it(client):
    group, (ines,) = make_board()
    address = link_to(ines, f"groups/{group.pk}/outcomes/")

    client.post(address, {"kind": "funded", "on": "2026-03-02", "words": "Two million"})
    before = public(client, group.lab)
    client.force_login(team())
    outcome = Outcome.objects.get()
    desk = f"/events/{group.lab.event.slug}/edit/lab/"
    assert "Two million" in client.get(desk).content.decode()
    client.post(f"{desk}outcomes/{outcome.pk}/", {"answer": "yes"})
    client.logout()
    after = public(client, group.lab)

    assert not any("Two million" in page for page in before)
    assert all("Two million" in page and group.title in page for page in after)
    assert not any(ines.registration.name in page for page in after)


def test_what_the_team_does_not_confirm_is_not_read(client):
    group, (ines,) = make_board()

    decide_outcome(report(group, ines), is_confirmed=False, by=team())

    assert not any("Two million" in page for page in public(client, group.lab))


def test_only_members_report_and_only_the_team_decides():
    group, (ines,) = make_board()
    outcome = report(group, ines)

    with pytest.raises(NotAllowed):
        report(group, by_link(group.lab))
    with pytest.raises(NotAllowed):
        decide_outcome(outcome, is_confirmed=True, by=by_account().user)

    assert report(group, ines) == outcome  # Said twice on one day.
    assert Outcome.objects.get().state == "reported"


def test_partners_are_named_that_confirmed(client):
    consortium, ines = make_consortium(make_call())
    for name, state in (("Beam Bank", PartnerState.CONFIRMED), ("Shy Firm", PartnerState.PROPOSED)):
        row = add_partner(
            consortium, organisation=make_organisation(name=name), role="partner", by=ines
        )
        Partner.objects.filter(pk=row.pk).update(state=state)

    page = client.get(page_of(consortium.group.lab, "outcomes/")).content.decode()

    assert "Beam Bank" in page
    assert "Shy Firm" not in page


def test_a_lab_that_is_not_open_is_on_no_list(client):
    lab = make_lab(is_open=False)

    assert lab.event.title not in client.get("/labs/").content.decode()
    assert client.get(page_of(lab, "outcomes/")).status_code == 404


@pytest.mark.parametrize("on", ["", "yesterday", "0000-00-00", "9" * 40, "\x00"])
def test_a_day_that_is_none_is_refused(client, on):
    group, (ines,) = make_board()

    answer = client.post(
        link_to(ines, f"groups/{group.pk}/outcomes/"), {"kind": "funded", "on": on}
    )

    assert answer.status_code == 422
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("labs", [1, 3])
def test_the_list_of_labs_asks_as_often_for_many(client, django_assert_max_num_queries, labs):
    for _ in range(labs):
        group, (ines,) = make_board()
        decide_outcome(report(group, ines), is_confirmed=True, by=None)

    with django_assert_max_num_queries(6):
        page = client.get("/labs/").content.decode()

    assert page.count('class="lab-result"') == labs

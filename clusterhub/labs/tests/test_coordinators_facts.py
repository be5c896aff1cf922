"""What the rules of the call ask of a coordinator: aid that it has had, its size and its ties."""

import pytest
import time_machine

from clusterhub.directory.tests.makers import make_country
from clusterhub.labs.operations.consortia import add_partner, answer_for, answer_rules
from clusterhub.labs.tests.makers import make_consortium
from clusterhub.labs.tests.test_consortia import make_ruled_call, page

pytestmark = pytest.mark.django_db
AID = {"kind": "aid", "id": "minimis", "amount_eur": 60_000, "ceiling_eur": 300_000}
SMALL = {"kind": "size", "id": "small", "sizes": ["micro", "small", "medium"]}


def aid_lines(*amounts):
    told = {"aid-TOTAL_FORMS": str(len(amounts)), "aid-INITIAL_FORMS": "0"}
    for number, amount in enumerate(amounts):
        told |= {f"aid-{number}-granted_on": "2026-05-04", f"aid-{number}-amount_eur": str(amount)}
    return told


def with_coordinator(*rules):
    consortium, ines = make_consortium(make_ruled_call(*rules))
    facts = {"country": make_country("AT", "AT"), "role": "coordinator"}
    return consortium, ines, add_partner(consortium, name="Berg", is_own=True, by=ines, **facts)


@time_machine.travel("2026-09-08T10:20:00Z", tick=True)
def test_aid_that_the_coordinator_has_had_decides(client):
    consortium, ines, _coordinator = with_coordinator(AID)
    address = page(consortium, ines)

    asked = client.get(address).content.decode()
    client.post(f"{address}answers/", aid_lines(250_000))
    too_much = client.get(address).content.decode()
    client.post(f"{address}answers/", aid_lines(100_000))
    fits = client.get(address).content.decode()

    assert "Which de minimis aid have you and linked enterprises received?" in asked
    assert "No, because:" in too_much
    assert "Yes, you meet every rule." in fits
    consortium.refresh_from_db()
    assert consortium.answers["aid"] == [{"granted_on": "2026-05-04", "amount_eur": 100_000}]


@time_machine.travel("2026-09-08T10:20:00Z", tick=True)
def test_what_was_said_of_a_coordinator_goes_with_it(client):
    consortium, ines, coordinator = with_coordinator(AID)
    answer_rules(consortium, facts={"dependent_partners": 1}, by=ines)
    told = aid_lines(100_000) | {"dependent_partners": "1"}
    client.post(f"{page(consortium, ines)}answers/", told)
    consortium.refresh_from_db()
    assert sorted(consortium.answers) == ["aid", "dependent_partners"]

    answer_for(coordinator, takes_part=False, by=ines)

    consortium.refresh_from_db()
    assert consortium.answers == {"dependent_partners": 1}


def test_the_size_is_worked_out_from_figures_and_ties(client):
    consortium, ines, _coordinator = with_coordinator(SMALL)
    address = page(consortium, ines)

    offered = client.get(address).content.decode()
    figures = client.get(f"{address}?work-out").content.decode()
    told = {"staff": "20", "turnover_eur": "1000000", "balance_eur": "900000", "public_share": "no"}
    told |= {"ties-TOTAL_FORMS": "0", "ties-INITIAL_FORMS": "0", "ties--none": "on"}
    client.post(f"{address}answers/?work-out", told)
    consortium.refresh_from_db()

    assert f'href="{address}?work-out"' in offered
    assert "Which enterprises are linked with you, or partners?" in figures
    assert f'action="{address}answers/?work-out"' in figures
    assert consortium.answers["ties"] == []
    assert "Yes, you meet every rule." in client.get(address).content.decode()


def test_an_aid_without_its_day_is_refused_and_shown_again(client):
    consortium, ines, _coordinator = with_coordinator(AID)
    told = aid_lines(1000) | {"aid-0-granted_on": ""}

    answer = client.post(f"{page(consortium, ines)}answers/", told)

    assert answer.status_code == 422
    assert "Each aid needs its day and its amount." in answer.content.decode()

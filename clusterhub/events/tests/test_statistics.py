"""Statistics for the team, figures for everybody: pages, their twins, and what they cost."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.counting import counted_figures
from clusterhub.events.models import Event, EventStatus
from clusterhub.events.operations.forgetting import forget_people
from clusterhub.events.tests.makers import (
    STAFF,
    make_admission,
    make_ecosystem,
    make_event,
    make_past_event,
    make_registration,
)
from clusterhub.events.tests.test_forgetting import held_event
from clusterhub.events.tests.visiting import door
from clusterhub.vocabularies.models import Country

pytestmark = pytest.mark.django_db
DOORS = ("statistics", "statistics-json", "statistics-csv")


def country(code, name):
    return Country.objects.get_or_create(code=code, defaults={"name": name})[0]


def full_event(people=6):
    """On site and online, from two countries, for one organisation, with opinions."""
    event = make_admission(places={"on_site": None, "online": None}).event
    organisation = make_organisation(kind="sme")
    ecosystem = make_ecosystem()
    organisation.ecosystems.add(ecosystem)
    for number in range(people):
        at = country(*(("BE", "Belgium") if number % 2 else ("LU", "Luxembourg")))
        mode = "online" if number % 2 else "on_site"
        make_registration(event, mode=mode, country=at, organisation=organisation)
        event.feedback.create(on=timezone.localdate(), scores={"whole": 4}, best=f"Part {number}")
    over = timezone.now() - timedelta(days=1)
    Event.objects.filter(pk=event.pk).update(starts_at=over - timedelta(hours=2), ends_at=over)
    return Event.objects.get(pk=event.pk)


def test_figures_count_modes_countries_kinds_and_ecosystems():
    facts = counted_figures(full_event(people=6))

    assert facts["registered"] == 6
    assert facts["modes"] == [["on_site", "", 3], ["online", "", 3]]
    assert facts["countries"] == [["BE", "Belgium", 3], ["LU", "Luxembourg", 3]]
    assert facts["kinds"] == [["sme", "", 6]]
    assert [count for _slug, _name, count in facts["ecosystems"]] == [6]
    assert facts["days"][0][2] == 6
    assert facts["feedback"]["scales"]["whole"]["mean"] == 4.0


def test_an_organisation_says_the_country_where_a_person_did_not():
    event = make_admission(places=None).event
    organisation = make_organisation(country=country("AT", "Austria"))
    for _ in range(3):
        make_registration(event, organisation=organisation)

    assert counted_figures(event)["countries"] == [["AT", "Austria", 3]]


def test_statistics_need_eight_statements(client, django_assert_max_num_queries):
    sign_in(client, "event team")
    costs = []

    for people in (5, 50):
        event = full_event(people)
        with django_assert_max_num_queries(8) as asked:
            page = client.get(door(event, "statistics"))
        costs.append(len(asked))
        assert page.status_code == 200

    assert costs[0] == costs[1]


def test_the_page_shows_plot_tables_and_words(client):
    event = full_event(people=6)
    sign_in(client, "event team")

    page = client.get(door(event, "statistics")).content.decode()

    for words in ("Belgium", "Luxembourg", "Part 3", "What was best?", "Small or medium"):
        assert words in page
    assert page.count("<svg") > 5
    assert "style=" not in page


def test_few_answers_are_not_shown(client):
    event = full_event(people=4)
    sign_in(client, "event team")

    page = client.get(door(event, "statistics")).content.decode()

    assert "Part 1" not in page
    assert client.get(door(event, "statistics-json")).json()["feedback"] is None


@pytest.mark.parametrize("who", ROLES)
def test_only_the_team_reads_statistics_and_everybody_the_figures(client, who):
    event = full_event()
    sign_in(client, who)

    codes = {name: client.get(door(event, name)).status_code for name in DOORS}
    public = {
        name: client.get(door(event, name)).status_code for name in ("figures", "figures-json")
    }

    refused = 302 if who == "visitor" else 403
    assert codes == dict.fromkeys(DOORS, 200 if who in STAFF else refused)
    assert public == dict.fromkeys(public, 200)


def test_the_public_figures_hold_neither_opinions_nor_ways(client):
    event = full_event()

    page = client.get(door(event, "figures")).content.decode()
    told = client.get(door(event, "figures-json")).json()

    assert "Belgium" in page
    assert "Part 1" not in page
    assert told["registered"] == 6
    assert {row["key"]: row["count"] for row in told["modes"]} == {"on_site": 3, "online": 3}
    assert set(told) & {"feedback", "ways", "waiting", "cancelled", "erased"} == set()
    assert "The event in figures" in client.get(event.get_absolute_url()).content.decode()


def test_there_are_no_public_figures_of_what_was_not_held(client):
    coming = make_admission(places=1).event
    without = make_past_event()
    draft = make_event(status=EventStatus.DRAFT)
    called_off = held_event(people=1)
    Event.objects.filter(pk=called_off.pk).update(status=EventStatus.CANCELLED)

    for event in (coming, without, draft, called_off):
        for name in ("figures", "figures-json"):
            assert client.get(door(event, name)).status_code == 404


def test_the_table_is_neutral_to_formulas_and_complete(client):
    event = make_admission(places=None).event
    for _ in range(3):
        make_registration(event, country=country("XX", "=HYPERLINK(1)"))
    sign_in(client, "event team")

    text = client.get(door(event, "statistics-csv")).content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    assert ["registered", "", "", "3"] in rows
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("HYPERLINK" in cell for row in rows for cell in row)


def test_pages_look_the_same_before_and_after_the_forgetting(client):
    event = full_event(people=6)
    public = client.get(door(event, "figures-json")).json()
    sign_in(client, "event team")
    before = client.get(door(event, "statistics-json")).json()

    forget_people(event)

    assert client.get(door(event, "statistics-json")).json() == before
    after = client.get(door(event, "figures-json")).json()
    assert after | {"counted_at": ""} == public | {"counted_at": ""}
    assert client.get(door(event, "statistics")).status_code == 200


def test_an_event_page_costs_nothing_more_for_its_figures(client, django_assert_max_num_queries):
    event = full_event()

    with django_assert_max_num_queries(8):
        page = client.get(event.get_absolute_url(), {"x": "1"}).content.decode()

    assert "The event in figures" in page

"""What one line says of an organisation, in a list, in a table and on its page."""

from datetime import UTC, date, datetime

import pytest

from clusterhub.directory.models import MemberCount, Organisation
from clusterhub.directory.operations import refresh_shown
from clusterhub.directory.templatetags.directory import organisation_table, shortened
from clusterhub.directory.tests.makers import make_country, make_member, make_organisation
from clusterhub.directory.tests.reviewing import words
from clusterhub.directory.tests.test_map import make_region

pytestmark = pytest.mark.django_db


def make_seated(**changes):
    austria = make_country()
    return make_organisation(country=austria, region=make_region("AT312", austria), **changes)


def cells(organisation):
    return organisation_table([Organisation.objects.get(pk=organisation.pk)])["rows"][0]


@pytest.mark.parametrize(("city", "place"), [("Linz", "Linz"), ("", "AT312")])
def test_a_line_names_the_town_else_the_region(client, city, place):
    organisation = make_seated(city=city)

    line = words(client.get("/organisations/"))

    assert f"<span>{place}</span>" in line
    assert cells(organisation)[3] == place


def test_a_cluster_has_the_members_that_it_counts_else_those_that_are_listed():
    counting, listing = make_organisation(), make_organisation()
    for organisation in (counting, listing):
        make_member(organisation)
    MemberCount.objects.create(organisation=counting, counted_on=date(2024, 1, 1), sme=90)
    MemberCount.objects.create(
        organisation=counting, counted_on=date(2026, 1, 1), sme=1000, large=4
    )
    for organisation in (counting, listing):
        refresh_shown(organisation)

    numbers = [cells(organisation)[4] for organisation in (counting, listing)]

    assert numbers == ["1,004", "1"]


def test_a_day_stays_on_one_line():
    organisation = make_organisation()
    at = datetime(2025, 9, 20, 12, tzinfo=UTC)
    Organisation.objects.filter(pk=organisation.pk).update(confirmed_at=at)

    assert cells(organisation)[5] == "20\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saws and planes", "Saws and planes"),
        ("Saws and planes for all", "Saws and planes…"),
        ("Sawsandplanesforallandeverybody", "Sawsandplanesforal…"),
        ("", ""),
    ],
)
def test_words_are_cut_whole(text, expected):
    assert shortened(text, 19) == expected


@pytest.mark.parametrize(
    ("facts", "is_there"),
    [({}, False), ({"languages": ["en"]}, False), ({"strand": "euroclusters"}, True)],
)
def test_a_page_tells_of_work_only_where_there_is_something_to_tell(client, facts, is_there):
    organisation = make_organisation(kind="partnership", facts=facts)

    page = words(client.get(organisation.get_absolute_url()))

    assert ("What it does" in page, "Euroclusters" in page) == (is_there, is_there)

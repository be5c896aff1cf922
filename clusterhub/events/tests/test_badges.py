"""Badges: on the chosen paper, with what is needed, in every script or with a line for the hand."""

import io

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.documents.writing.paper import can_print, to_paper
from clusterhub.events.badges import SHEETS, Badge, name_size, sheet_html
from clusterhub.events.tests.consenting import agree, asked
from clusterhub.events.tests.door_makers import make_event_today
from clusterhub.events.tests.makers import STAFF, make_registration

pytestmark = pytest.mark.django_db
ATTACK = "<b>x</b>\"'&{{ 7*7 }}"


def text_of(pdf):
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(pdf))


@pytest.mark.once
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_label_stays_on_its_paper_and_beside_the_others(sheet):
    places = [sheet.place_of(number) for number in range(sheet.on_a_page)]

    assert len(set(places)) == sheet.on_a_page
    for x, y in places:
        assert 0 <= x <= sheet.paper[0] - sheet.width
        assert 0 <= y <= sheet.paper[1] - sheet.height
        for other_x, other_y in places:
            wide, high = abs(x - other_x) + 1e-6, abs(y - other_y) + 1e-6
            is_beside = wide >= sheet.width or high >= sheet.height
            assert is_beside or (x, y) == (other_x, other_y)


@pytest.mark.once
def test_a_long_name_is_set_smaller_and_a_very_long_one_still_ends():
    sizes = [name_size("Anna " + "Lind" * more, 80, 27) for more in (1, 4, 12, 60)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[2]
    assert sizes[-1] == 8


@pytest.mark.pdf
@pytest.mark.once
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_badges_are_spread_over_as_many_pages_as_they_need(sheet):
    from pypdf import PdfReader

    badges = [Badge(f"Guest {number}", "Timber", "On site") for number in range(23)]

    pdf = to_paper(sheet_html(sheet, badges, title=ATTACK, language="en"))

    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == -(-23 // sheet.on_a_page)
    assert round(float(pages[0].mediabox.width) / 72 * 25.4) == sheet.paper[0]
    assert "7*7" in text_of(pdf)


@pytest.mark.pdf
def test_badges_print_every_script_or_say_so(client):
    event = make_event_today(on_site=None)
    names = ["Anna Lind", "Θεόδωρος", "Наталія", "王小明", "अनिल", "محمد", "გიორგი", ATTACK]
    for name in names:
        make_registration(event, name=name)
    sign_in(client, "event team")

    page = client.get(reverse("events:badges", args=[event.slug]))
    address = reverse("events:badges-pdf", args=[event.slug])
    pdf = client.get(address, {"sheet": "cards_10", "organisation": "on", "part": "1"})

    missing = [name for name in names if not can_print(name)]
    assert sorted(page.context["by_hand"]) == sorted(missing)
    assert pdf["Content-Type"] == "application/pdf"
    printed = text_of(pdf.content).replace("\n", "")
    assert "Anna Lind" in printed
    assert "<b>x</b>" in printed
    assert [name for name in missing if name in printed] == []


@pytest.mark.pdf
def test_organisations_are_printed_of_those_who_agreed(client):
    event = make_event_today(on_site=None)
    anna, _bo = (
        make_registration(event, name=name, organisation_name=f"House of {name}")
        for name in ("Anna", "Bo")
    )
    agree(anna, asked(event, "badge"))
    sign_in(client, "event team")

    address = reverse("events:badges-pdf", args=[event.slug])
    pdf = client.get(address, {"sheet": "cards_10", "organisation": "on", "part": "1"})

    printed = text_of(pdf.content)
    assert "House of Anna" in printed
    assert "House of Bo" not in printed and "Bo" in printed


@pytest.mark.parametrize("who", ROLES)
def test_only_the_event_team_prints_badges(client, who):
    event = make_event_today()
    make_registration(event, name="Anna Lind")
    sign_in(client, who)

    page = client.get(reverse("events:badges", args=[event.slug]))
    pdf = client.get(reverse("events:badges-pdf", args=[event.slug]), {"sheet": "no"})

    is_staff = who in STAFF
    refused = 302 if who == "visitor" else 403
    assert page.status_code == (200 if is_staff else refused)
    assert pdf.status_code == (404 if is_staff else refused)


@pytest.mark.parametrize("part", ["0", "2", "-1", "²", "x", "9" * 30, ""])
def test_a_part_that_there_is_not_is_not_found(client, part):
    event = make_event_today()
    make_registration(event)
    sign_in(client, "event team")

    address = reverse("events:badges-pdf", args=[event.slug])

    assert client.get(address, {"sheet": "a6", "part": part}).status_code == 404

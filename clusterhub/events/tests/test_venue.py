"""How one gets in: the point on our map, words, and a plan."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.tests.makers import make_country
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import update_event
from clusterhub.events.operations.hosting import set_venue_plan
from clusterhub.events.tests.makers import make_event
from clusterhub.events.tests.test_hosting import address, page_of, twin_of
from clusterhub.events.venue import read_point

pytestmark = pytest.mark.django_db


def picture(size=(400, 300), kind="PNG", **more):
    drawn = BytesIO()
    Image.new("RGB", size, "white").save(drawn, kind, **more)
    return SimpleUploadedFile("plan.png", drawn.getvalue())


def test_a_known_town_puts_the_event_on_our_map_and_another_town_moves_it(client):
    event = make_event(format="on_site", city="Graz", country=make_country("AT", "Austria"))
    assert (round(event.latitude), round(event.longitude)) == (47, 15)
    page = page_of(client, event)
    assert 'class="drawing"' in page
    assert 'class="drawing__mark"' in page

    event = update_event(event, by=None, city="Nowhere at all")

    assert event.has_point is False
    assert 'class="drawing"' not in page_of(client, event)


def test_a_better_point_is_kept_and_an_online_event_shows_none(client):
    event = make_event(format="hybrid", city="Graz", country=make_country("AT", "Austria"))
    sign_in(client, "event team")

    client.post(address("venue", event), {"point": "47.07, 15.44", "venue_access": "By the ramp."})
    event.refresh_from_db()
    assert (event.latitude, event.longitude) == (47.07, 15.44)
    assert "By the ramp." in page_of(client, event)
    assert twin_of(client, event)["way_in"]["access"] == "By the ramp."

    update_event(event, by=None, format="online")

    assert "By the ramp." not in page_of(client, event)


def test_a_point_beyond_our_map_is_kept_and_not_drawn(client):
    event = make_event(format="on_site")
    update_event(event, by=None, latitude=-33.9, longitude=18.4)

    assert 'class="drawing"' not in page_of(client, event)
    assert twin_of(client, event)["way_in"]["latitude"] == -33.9


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("36.7213, -4.4214", (36.7213, -4.4214)),
        ("36.7213 -4.4214", (36.7213, -4.4214)),
        ("36.72° 4.42°", (36.72, 4.42)),
        ("91, 0", None),
        ("0, 181", None),
        ("nan, nan", None),
        ("inf, 0", None),
        ("36,7213, -4,4214", None),
        ("Málaga", None),
        ("", None),
    ],
)
def test_a_point_is_two_numbers(words, point):
    assert read_point(words) == point


def test_no_point_is_typed_that_is_none(client):
    event = make_event(format="on_site")
    sign_in(client, "event team")

    answer = client.post(address("venue", event), {"point": "Málaga", "venue_access": "A ramp."})

    assert answer.status_code == 422
    assert "A ramp." in answer.content.decode()


def test_two_who_change_the_way_in_do_not_overwrite_each_other(client):
    event = make_event(format="on_site")
    sign_in(client, "event team")
    seen = event.version
    update_event(event, by=None, venue_access="By the ramp.")

    late = client.post(address("venue", event), {"venue_access": "By the lift.", "version": seen})

    event.refresh_from_db()
    assert late.status_code == 422
    assert event.venue_access == "By the ramp."
    assert "By the lift." in late.content.decode()


def test_a_plan_is_drawn_anew_and_seen_by_who_sees_the_event(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    event = make_event(EventStatus.DRAFT, format="on_site")
    sign_in(client, "event team")

    client.post(address("venue", event), {"plan": picture((3000, 1000), "JPEG", comment=b"SECRET")})
    served = client.get(address("venue-plan", event))
    content = b"".join(served.streaming_content)

    assert served["Content-Type"] == "image/png"
    assert Image.open(BytesIO(content)).size == (1600, 533)
    assert b"SECRET" not in content
    assert Client().get(address("venue-plan", event)).status_code == 404
    assert f'src="{address("venue-plan", event)}' in page_of(client, event)


def test_another_plan_takes_the_place_of_the_first_and_its_file(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    event = make_event()
    with django_capture_on_commit_callbacks(execute=True):
        set_venue_plan(event, file=picture(), by=None)
        set_venue_plan(event, file=picture((200, 200)), by=None)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1

    with django_capture_on_commit_callbacks(execute=True):
        set_venue_plan(event, file=None, by=None)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg onload='alert(1)'/>"])
def test_what_is_no_picture_is_refused(client, content):
    event = make_event(format="on_site")
    sign_in(client, "event team")

    client.post(address("venue", event), {"plan": SimpleUploadedFile("plan.png", content)})

    event.refresh_from_db()
    assert not event.venue_plan

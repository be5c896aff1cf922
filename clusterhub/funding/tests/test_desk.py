from datetime import UTC, datetime

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.models import Call
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    sign_in(client, "editor")
    return client


def test_an_editor_adds_a_call_with_local_hours_and_publishes_it(desk):
    make_organisation(name="Steel Hub")
    desk.post(
        reverse("funding:add-call"),
        {
            "title": "Vouchers",
            "kind": "cascade",
            "organisation": "steel hub",
            "opens_on": "2026-07-01",
            "opens_hour": "09:00",
            "time_zone": "Europe/Brussels",
        },
    )
    call = Call.objects.get()
    desk.post(
        reverse("funding:deadlines", args=[call.slug]),
        {"day": "2026-11-07", "hour": "17:00", "time_zone": "Europe/Lisbon"},
    )
    desk.post(reverse("funding:publication", args=[call.slug]))

    call.refresh_from_db()
    assert call.opens_at == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert call.deadlines.get().closes_at == datetime(2026, 11, 7, 17, tzinfo=UTC)
    assert call.organisation.name == "Steel Hub"
    assert call.published_at


def test_an_editor_moves_a_deadline_to_a_day_and_the_page_says_what_it_was(desk):
    call = make_call(closes_at=datetime(2026, 9, 28, 15, tzinfo=UTC))
    deadline = call.deadlines.get()
    address = reverse("funding:deadline", args=[call.slug, deadline.pk])
    shown = desk.get(address).context["form"].initial

    desk.post(address, {"day": "2026-11-07", "time_zone": "Europe/Brussels", "source": "Mail"})

    deadline.refresh_from_db()
    assert (str(shown["day"]), str(shown["hour"])) == ("2026-09-28", "17:00:00")
    assert deadline.is_day_only
    assert deadline.closes_at == datetime(2026, 11, 7, 23, tzinfo=UTC)
    assert deadline.moved_from() == ["28 September 2026, 17:00 CEST (Brussels)"]


@pytest.mark.parametrize(
    ("submitted", "field"),
    [
        ({"day": "2026-02-31", "time_zone": "Europe/Brussels"}, "day"),
        ({"day": "2026-03-29", "hour": "02:30", "time_zone": "Europe/Brussels"}, "__all__"),
        ({"day": "2026-03-29", "hour": "02:30", "time_zone": "CEST"}, "time_zone"),
        ({"day": "2026-03-29", "hour": "25:00", "time_zone": "Europe/Brussels"}, "hour"),
        ({"day": "2020-01-01", "time_zone": "Europe/Brussels"}, "day"),
        ({"day": "0001-01-01", "hour": "00:00", "time_zone": "Asia/Tokyo"}, "day"),
        ({"day": "9999-12-31", "time_zone": "Europe/Brussels"}, "day"),
    ],
)
def test_an_hour_that_never_was_and_a_call_that_closes_first_are_refused(desk, submitted, field):
    call = make_call(closes_at=None, opens_at=datetime(2021, 1, 1, tzinfo=UTC))

    response = desk.post(reverse("funding:deadlines", args=[call.slug]), submitted)

    assert list(response.context["deadline_form"].errors) == [field]
    assert not call.deadlines.exists()


def test_a_deadline_keeps_a_zone_that_the_list_does_not_offer(desk):
    closes_at = datetime(2026, 9, 28, 15, tzinfo=UTC)
    call = make_call(closes_at=closes_at, deadline={"time_zone": "Asia/Kathmandu"})
    address = reverse("funding:deadline", args=[call.slug, call.deadlines.get().pk])
    form = desk.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}

    desk.post(address, {**typed, "day": "2026-09-29"})

    deadline = call.deadlines.get()
    assert (deadline.time_zone, deadline.closes_at.day) == ("Asia/Kathmandu", 29)


def test_a_call_cannot_be_made_to_open_after_it_closes(desk):
    call = make_call(closes_at=datetime(2026, 9, 28, 15, tzinfo=UTC))
    submitted = {"title": "T", "kind": "direct", "time_zone": "Europe/Brussels"}

    response = desk.post(
        reverse("funding:edit-call", args=[call.slug]), submitted | {"opens_on": "2026-10-01"}
    )

    call.refresh_from_db()
    assert list(response.context["form"].errors) == ["opens_on"]
    assert call.opens_at is None


PAGES = {  # Status for visitor, member, event team, editor, administrator.
    "calls": (200, 200, 200, 200, 200),
    "calls-json": (200, 200, 200, 200, 200),
    "calendar": (200, 200, 200, 200, 200),
    "feed": (200, 200, 200, 200, 200),
    "add-call": (302, 403, 403, 200, 200),
    "call listed": (200, 200, 200, 200, 200),
    "call-json listed": (200, 200, 200, 200, 200),
    "call-ics listed": (200, 200, 200, 200, 200),
    "call secret": (404, 404, 404, 200, 200),
    "call-json secret": (404, 404, 404, 200, 200),
    "call-ics secret": (404, 404, 404, 200, 200),
    "edit-call listed": (302, 403, 403, 200, 200),
}
CHANGES = ["edit-call", "deadlines", "publication"]


@pytest.mark.parametrize(
    ("column", "who"), enumerate(["visitor", "member", "event team", "editor", "administrator"])
)
def test_who_may_see_and_do_what(client, column, who):
    for slug in ("listed", "secret"):
        make_call(title=slug, is_published=slug == "listed")
    user = sign_in(client, who)
    may_edit = column >= 3
    seen = {slug: slug == "listed" or may_edit for slug in ("listed", "secret")}

    for page, expected in PAGES.items():
        name, *slug = page.split()
        assert client.get(reverse(f"funding:{name}", args=slug)).status_code == expected[column], (
            page
        )
    for name in ("calls", "calls-json", "calendar", "feed"):
        text = client.get(reverse(f"funding:{name}")).content.decode()
        is_private = name in ("calendar", "feed")  # Subscribed to without a sign-in.
        assert ("secret" in text) == (seen["secret"] and not is_private), name
    for name in CHANGES:
        status = client.post(reverse(f"funding:{name}", args=["listed"])).status_code
        assert (status in (200, 302)) if may_edit else (status == (403 if user else 302)), name

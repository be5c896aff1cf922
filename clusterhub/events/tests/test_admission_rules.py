"""From when to when one registers, and who may."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.directory.tests.makers import (
    make_country,
    make_editor,
    make_organisation,
    make_person,
)
from clusterhub.events.models import Admission, EventFormat, Registration, WhoMayCome
from clusterhub.events.operations import CountryNotTakingPart, MembersOnly, NotAmongTheInvited
from clusterhub.events.operations.refusals import SwitchClosed
from clusterhub.events.operations.registering import register
from clusterhub.events.operations.switching import switch_mode
from clusterhub.events.tests.makers import make_event, make_registration
from clusterhub.events.tests.visiting import ANNA, door, open_event, send
from clusterhub.vocabularies.models import CountryStanding

__all__ = ["send"]
pytestmark = pytest.mark.django_db
PLACES = {"places_on_site": "3", "hold_minutes": "60"}


def brussels_event(year=2031):
    """In a year whose clocks change on 30 March and 26 October."""
    return make_event(
        format=EventFormat.ON_SITE,
        city="Liège",
        time_zone="Europe/Brussels",
        starts_at=datetime(year, 11, 20, 8, tzinfo=UTC),
    )


def save(client, event, **typed):
    return client.post(door(event, "admission"), PLACES | typed)


def test_hours_are_typed_by_the_clocks_at_the_event_and_shown_so_again(client):
    event = brussels_event()
    sign_in(client, "event team")

    answer = save(
        client, event, opens_on="2031-03-01", opens_time="09:00", closes_on="2031-07-01",
        closes_time="23:59",
    )  # fmt: skip

    kept = Admission.objects.get()
    page = client.get(door(event, "admission")).content.decode()
    assert answer.status_code == 302
    assert kept.opens_at == datetime(2031, 3, 1, 8, tzinfo=UTC)
    assert kept.closes_at == datetime(2031, 7, 1, 21, 59, tzinfo=UTC)
    assert 'value="09:00"' in page
    assert 'value="23:59"' in page


def test_an_hour_that_the_clocks_skip_is_refused_with_the_next_that_exists(client):
    event = brussels_event()
    sign_in(client, "event team")

    answer = save(client, event, opens_on="2031-03-30", opens_time="02:30")

    assert answer.status_code == 422
    assert "3:30" in answer.content.decode()
    assert not Admission.objects.exists()


def test_an_hour_that_exists_twice_is_asked_about(client):
    event = brussels_event()
    sign_in(client, "event team")
    twice = {"closes_on": "2031-10-26", "closes_time": "02:30"}

    asked = save(client, event, **twice)
    save(client, event, **twice, closes_which="CEST")
    first = Admission.objects.get().closes_at
    save(client, event, **twice, closes_which="CET")

    assert asked.status_code == 422
    assert "this hour exists twice" in asked.content.decode()
    assert first == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)
    assert Admission.objects.get().closes_at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        {"opens_on": "2031-03-01"},
        {"opens_time": "09:00"},
        {"opens_on": "2031-03-02", "opens_time": "09:00", "closes_on": "2031-03-01", "closes_time": "09:00"},
        {"who": "countries"},
        {"who": "friends"},
        {"decide_hours": "0"},
        {"most_colleagues": "21"},
        {"opens_on": "9999-01-01", "opens_time": "09:00"},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_opens_nothing(client, typed):
    event = brussels_event()
    sign_in(client, "event team")

    answer = save(client, event, **typed)

    assert answer.status_code == 422
    assert not Admission.objects.exists()


def test_after_its_hour_nobody_changes_between_the_modes():
    event = open_event(
        places={"on_site": 2, "online": None}, switch_until=timezone.now() - timedelta(minutes=1)
    )
    own = make_registration(event)

    with pytest.raises(SwitchClosed):
        switch_mode(own, mode="online")


def test_a_member_of_a_listed_organisation_comes_and_others_read_why_not(client, send):
    event = open_event(who=WhoMayCome.MEMBERS)
    member, stranger = make_editor(make_organisation()), make_user()
    draft = make_editor(make_organisation(is_published=False))
    seen = {}

    for who, user in (("visitor", None), ("stranger", stranger), ("draft", draft)):
        client.logout()
        if user:
            client.force_login(user)
        send(client, door(event), ANNA)
        seen[who] = client.get(event.get_absolute_url()).content.decode()
    client.force_login(member)
    send(client, door(event))

    assert Registration.objects.get().attendee == member
    assert "Sign in, then one click registers you" in seen["visitor"]
    assert "Your account is not tied to one yet" in seen["stranger"]
    assert "Your account is not tied to one yet" in seen["draft"]


def test_a_published_affiliation_makes_a_member():
    event = open_event(who=WhoMayCome.MEMBERS)
    user, hidden = make_user(), make_user()
    make_person(organisation=make_organisation(), account=user)
    make_person(False, organisation=make_organisation(), account=hidden)

    own = register(event, name="Anna", email=user.email, mode="on_site", attendee=user)

    assert own.status == "confirmed"
    with pytest.raises(MembersOnly):
        register(event, name="Bo", email=hidden.email, mode="on_site", attendee=hidden)


def standing(country, event, *, programme="smp", is_certain=True, days=(None, None)):
    day = event.starts_there.date()
    starts, ends = (day + timedelta(days=each) if each is not None else None for each in days)
    return CountryStanding.objects.create(
        country=country, programme=programme, starts_on=starts, ends_on=ends, is_certain=is_certain
    )


def ask(event, number=0, **facts):
    return register(event, name="Anna", email=f"a{number}@b.example", mode="on_site", **facts)


def test_countries_are_judged_by_their_standing_on_the_day():
    event = open_event(places=9, who=WhoMayCome.COUNTRIES, programmes=["smp"], countries=["CH"])
    countries = {code: make_country(code, code) for code in ("AT", "CH", "RS", "UA", "XK")}
    standing(countries["AT"], event)
    standing(countries["RS"], event, days=(1, None))  # Takes part from the day after.
    standing(countries["UA"], event, days=(-300, 0))  # Until that very day.
    standing(countries["XK"], event, is_certain=False)

    statuses = {}
    for number, (code, country) in enumerate(countries.items()):
        try:
            own = ask(event, number, country=country)
            statuses[code] = (own.status, own.approval_cause)
        except CountryNotTakingPart:
            statuses[code] = "refused"

    assert statuses == {
        "AT": ("held", ""),
        "CH": ("held", ""),
        "RS": "refused",
        "UA": ("held", ""),
        "XK": ("requested", "country"),
    }


def test_the_country_of_the_organisation_counts_before_the_one_she_says():
    event = open_event(places=9, who=WhoMayCome.COUNTRIES, countries=["AT"])
    austria, elsewhere = make_country("AT", "Austria"), make_country("US", "United States")
    organisation = make_organisation(country=elsewhere)

    with pytest.raises(CountryNotTakingPart):
        ask(event, country=austria, organisation=organisation)


def test_a_visitor_says_her_country_and_is_told_kindly(client, send):
    event = open_event(places=9, who=WhoMayCome.COUNTRIES, countries=["AT"])
    make_country("AT", "Austria"), make_country("US", "United States")
    page = client.get(event.get_absolute_url()).content.decode()

    missing = send(client, door(event), ANNA)
    refused = send(client, door(event), ANNA | {"country": "US"})
    before = Registration.objects.count()
    taken = send(client, door(event), ANNA | {"country": "AT"})

    assert "For people from: Austria" in page
    assert (missing.status_code, refused.status_code, taken.status_code) == (422, 422, 302)
    assert "You are welcome at our other events" in refused.content.decode()
    assert 'value="Anna Lind"' in refused.content.decode()
    assert (before, Registration.objects.get().country_id) == (0, "AT")


def test_a_member_from_elsewhere_reads_it_before_she_presses(client):
    event = open_event(who=WhoMayCome.COUNTRIES, countries=["AT"])
    make_country("AT", "Austria")
    organisation = make_organisation(country=make_country("US", "United States"))
    client.force_login(make_editor(organisation))

    page = client.get(event.get_absolute_url()).content.decode()

    assert "Your organisation is in another country" in page
    assert "register__form" not in page


def test_without_an_invitation_the_page_says_so_and_the_door_is_shut(client, send):
    event = open_event(who=WhoMayCome.INVITED)

    send(client, door(event), ANNA)

    assert "By invitation" in client.get(event.get_absolute_url()).content.decode()
    assert not Registration.objects.exists()
    assert mail.outbox == []
    with pytest.raises(NotAmongTheInvited):
        ask(event)


@pytest.mark.parametrize("who", [*WhoMayCome])
def test_who_runs_the_event_lets_in_whom_she_wants(who):
    event = open_event(who=who, needs_approval=True)

    assert make_registration(event).status == "confirmed"


def test_an_event_without_rules_asks_the_database_nothing_more(
    client, django_assert_max_num_queries
):
    event = open_event()

    with django_assert_max_num_queries(8):
        client.get(event.get_absolute_url())

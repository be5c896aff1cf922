import pytest

from clusterhub.events.links import token_of
from clusterhub.events.operations.registering import cancel_registration
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.matchmaking.models import Participant, RequestState
from clusterhub.matchmaking.operations.joining import leave, save_profile
from clusterhub.matchmaking.operations.refusals import NotComing, NotOpenYet
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_participant,
    make_request,
)
from clusterhub.vocabularies.models import Country, Technology

pytestmark = pytest.mark.django_db


def own(registration, page=""):
    return f"/r/{token_of(registration)}/{page}"


def test_somebody_registered_opts_in_by_her_link_and_is_seen_as_she_was_shown(client):
    matchmaking = make_matchmaking(slots=2)
    registration = make_registration(matchmaking.event, name="Anna Lind")
    robots = Technology.objects.create(slug="robots", name="Robots")
    first, _second = matchmaking.slots.all()

    assert own(registration, "meetings/profile/") in client.get(own(registration)).text
    sent = {
        "offers": "Laser\u202esensors <b>fast</b>",
        "offered_technologies": ["robots"],
        "languages": ["de", "en"],
        "most_meetings": "4",
        "slots": [first.pk],
    }
    answer = client.post(own(registration, "meetings/profile/"), sent)

    participant = Participant.objects.present().get()
    assert answer["Location"] == own(registration, "meetings/")
    assert participant.offers == "Lasersensors <b>fast</b>"
    assert list(participant.offered_technologies.all()) == [robots]
    assert participant.slots_off.get().slot != first
    preview = client.get(own(registration, "meetings/profile/"))
    assert "Lasersensors &lt;b&gt;fast&lt;/b&gt; · Robots" in preview.text
    assert preview["Referrer-Policy"] == "same-origin"
    assert preview["X-Robots-Tag"] == "noindex"
    assert "no-store" in preview["Cache-Control"]
    assert own(registration, "meetings/") in client.get(own(registration)).text


def test_the_page_of_the_event_leads_whoever_comes_to_her_meetings(
    client, django_user_model, django_assert_max_num_queries
):
    matchmaking = make_matchmaking(slots=2)
    anna = django_user_model.objects.create_user(email="anna@example.org", name="Anna Lind")
    registration = make_registration(matchmaking.event, email=anna.email, attendee=anna)
    client.force_login(anna)
    page = matchmaking.event.get_absolute_url()
    assert own(registration, "meetings/profile/") in client.get(page).text

    participant = make_participant(matchmaking, registration=registration)
    make_request(make_participant(matchmaking), participant)

    with django_assert_max_num_queries(11):
        answer = client.get(page)
    assert own(registration, "meetings/") in answer.text
    assert "Your meetings (1)" in answer.text
    client.logout()
    assert "/r/" not in client.get(page).text


def test_a_profile_that_does_not_fit_is_said_and_nothing_is_kept(client):
    registration = make_registration(make_matchmaking().event)
    sent = {"offers": "x" * 501, "most_meetings": "0", "wanted_kinds": ["pirate"]}

    answer = client.post(own(registration, "meetings/profile/"), sent)

    assert answer.status_code == 422
    assert answer.text.count('class="errorlist"') + answer.text.count("field__error") >= 3
    assert not Participant.objects.exists()


def test_who_leaves_is_shown_to_nobody_and_comes_back_with_her_words(client):
    matchmaking = make_matchmaking()
    anna = make_participant(matchmaking, offers="Sensors")
    other = make_participant(matchmaking)
    third = make_participant(matchmaking)
    sent, got = make_request(anna, other), make_request(third, anna)

    client.post(link_of(anna, "leaving/"))

    sent.refresh_from_db(), got.refresh_from_db()
    assert (sent.state, got.state) == (RequestState.WITHDRAWN, RequestState.DECLINED)
    assert set(Participant.objects.present()) == {other, third}
    assert "Sensors" in client.get(link_of(anna, "profile/")).text
    save_profile(anna.registration, matchmaking=matchmaking, offers="Lasers")
    assert Participant.objects.present().count() == 3
    leave(anna), leave(anna)
    assert Participant.objects.present().count() == 2


def test_only_who_comes_takes_part_and_not_before_it_begins(client):
    matchmaking = make_matchmaking(opens_at="2099-01-01T00:00Z")
    matchmaking.refresh_from_db()
    registration = make_registration(matchmaking.event)

    with pytest.raises(NotOpenYet):
        save_profile(registration, matchmaking=matchmaking)
    assert "meetings/" not in client.get(own(registration)).text
    assert "It begins on" in client.get(own(registration, "meetings/")).text
    cancel_registration(registration, by=None)
    registration.refresh_from_db()
    with pytest.raises(NotComing):
        save_profile(registration, matchmaking=matchmaking)
    assert client.post(own(registration, "meetings/profile/"), {}).status_code == 302
    assert not Participant.objects.exists()


def test_where_nobody_meets_there_are_no_pages_and_no_words(client):
    registration = make_registration(make_admission().event, mode="on_site")
    stranger = make_registration(make_matchmaking().event)

    assert "1:1" not in client.get(own(registration)).text
    for page in ("meetings/", "meetings/profile/"):
        assert client.get(own(registration, page)).status_code == 404
        assert client.get(f"/r/{token_of(stranger)}x/{page}").status_code == 404
    assert client.post(own(stranger, "meetings/leaving/")).status_code == 404


def test_the_page_of_the_event_says_how_many_take_part(client):
    matchmaking = make_matchmaking()
    make_participant(matchmaking), make_participant(matchmaking)

    assert "1:1 meetings: 2 people" in client.get(matchmaking.event.get_absolute_url()).text
    assert "1:1" not in client.get(make_event().get_absolute_url()).text


def test_her_profile_stands_in_what_is_kept_about_her_and_goes_with_her_registration(client):
    anna = make_participant(make_matchmaking(), offers="Sensors")
    anna.wanted_countries.add(Country.objects.first() or _austria())

    kept = client.get(own(anna.registration, "data.json")).json()

    assert kept["participants"][0]["offers"] == "Sensors"
    anna.registration.delete()
    assert not Participant.objects.exists()


def _austria():
    facts = {"name": "Austria", "code_3": "AUT", "eurostat_code": "AT", "standing": "member"}
    return Country.objects.create(code="AT", **facts)


def test_who_takes_her_data_along_has_what_she_asked_and_answered_without_names(client):
    matchmaking = make_matchmaking()
    anna, bo = (make_participant(matchmaking, name=name) for name in ("Anna Berg", "Bo Ek"))
    make_request(anna, bo, note="About lasers")

    hers, his = (client.get(f"/r/{token_of(p.registration)}/data.json") for p in (anna, bo))

    assert [row["note"] for row in hers.json()["meeting requests"]] == ["About lasers"]
    assert [row["state"] for row in his.json()["answers to meeting requests"]] == ["pending"]
    assert "Bo Ek" not in hers.content.decode() and "Anna Berg" not in his.content.decode()

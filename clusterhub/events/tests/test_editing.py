import json
from pathlib import Path

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.models import Event, EventSeries
from clusterhub.events.operations import update_event
from clusterhub.events.tests.makers import at, make_event, make_talk_series, make_topic, typed

pytestmark = pytest.mark.django_db
NEW = reverse("events:new")
STRINGS = Path(__file__).parents[4] / "shared" / "data" / "bad-input" / "strings"


@pytest.fixture
def team(client):
    sign_in(client, "event team")
    return client


def edit_url(event):
    return reverse("events:edit", args=[event.slug])


def as_shown(response):
    """What the browser would send back if nobody touched the form."""
    form, sent = response.context["form"], {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", []):
            sent[bound.name] = (
                [getattr(v, "pk", v) for v in value] if isinstance(value, list) else value
            )
    formset = response.context["links"]
    sent |= {
        "links-TOTAL_FORMS": formset.total_form_count(),
        "links-INITIAL_FORMS": formset.initial_form_count(),
    }
    for form in formset:
        sent |= {form.add_prefix(name): form[name].value() or "" for name in ("label", "url")}
    return {name: getattr(value, "pk", value) for name, value in sent.items()}


def errors(response):
    return response.context["form"].errors


def test_a_draft_is_made_from_local_hours_and_its_page_opens(team):
    response = team.post(
        NEW, typed(**{"links-TOTAL_FORMS": "1", "links-0-label": "Paper", "links-0-url": "a.eu/p"})
    )

    event = Event.objects.get()
    assert (event.starts_at, event.ends_at) == (at(2030, 6, 5, 6, 30), at(2030, 6, 5, 7, 45))
    assert (event.status, event.links.get().url) == ("draft", "https://a.eu/p")
    assert response["Location"] == reverse("events:desk", args=[event.slug])


def test_another_zone_makes_another_instant(team):
    team.post(NEW, typed(time_zone="Europe/Helsinki"))

    assert Event.objects.get().starts_at == at(2030, 6, 5, 5, 30)


def test_an_event_may_end_on_another_day(team):
    team.post(NEW, typed(starts_time="20:00", ends_time="01:00", ends_on="2030-06-06"))

    assert Event.objects.get().ends_at == at(2030, 6, 5, 23, 0)


def test_an_hour_that_the_clocks_skip_is_refused_with_the_next_one(team):
    response = team.post(NEW, typed(starts_on="2026-03-29", starts_time="02:30", ends_time="04:00"))

    assert response.status_code == 422
    (message,) = errors(response)["starts_time"]
    assert "29 March 2026" in message
    assert "2:30 does not exist" in message
    assert "3:30 CEST" in message
    assert Event.objects.count() == 0


@pytest.mark.parametrize(("which", "hour"), [("CEST", 0), ("CET", 1)])
def test_an_hour_that_exists_twice_is_asked_about(team, which, hour):
    facts = typed(starts_on="2026-10-25", starts_time="02:30", ends_time="04:00")

    asked = team.post(NEW, facts)
    page = asked.content.decode()
    team.post(NEW, facts | {"starts_which": which})

    assert "this hour exists twice" in errors(asked)["starts_which"][0]
    assert "2:30 CEST (the first time)" in page
    assert "2:30 CET (an hour later, the second time)" in page
    assert Event.objects.get().starts_at == at(2026, 10, 25, hour, 30)


def test_the_chosen_one_of_two_hours_is_kept_when_the_form_is_opened_again(team):
    event = make_event(starts_at=at(2030, 10, 27, 1, 30))  # 2:30 for the second time.

    team.post(edit_url(event), as_shown(team.get(edit_url(event))))

    event.refresh_from_db()
    assert event.starts_at == at(2030, 10, 27, 1, 30)


def test_opening_and_saving_changes_nothing(team):
    event = make_event(
        starts_at=at(2030, 7, 3, 6, 30),
        time_zone="Asia/Kathmandu",
        topics=[make_topic()],
        series=make_talk_series(),
        links=[("Paper", "https://a.eu")],
    )

    response = team.post(edit_url(event), as_shown(team.get(edit_url(event))))

    again = Event.objects.get()
    assert response.status_code == 302
    assert (again.updated_at, again.sequence) == (event.updated_at, event.sequence)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 5000}, "title"),
        ({"ends_time": "08:00"}, "ends_time"),
        ({"starts_on": "2030-02-30"}, "starts_on"),
        (
            {"starts_on": "9999-12-31", "starts_time": "23:59", "time_zone": "America/New_York"},
            "starts_on",
        ),
        ({"starts_time": "25:00"}, "starts_time"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"format": "by-train"}, "format"),
        ({"title": "nul\x00"}, "title"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(team, changes, field):
    facts = typed(description="Long words about steel.", city="Linz") | changes

    response = team.post(NEW, facts)

    assert response.status_code == 422
    assert field in errors(response)
    assert "Long words about steel." in response.content.decode()
    assert response.context["form"]["title"].value() == facts["title"]
    assert Event.objects.count() == 0


def test_a_link_needs_words_and_an_address(team):
    links = {"links-TOTAL_FORMS": "2", "links-0-url": "https://a.eu", "links-1-label": "Paper"}

    response = team.post(NEW, typed(**links))

    assert [list(form.errors) for form in response.context["links"]] == [["label"], ["url"]]
    assert Event.objects.count() == 0


def test_two_editors_the_second_is_warned_and_sees_both_versions(team):
    event = make_event(
        title="Before", lead="Words", starts_at=at(2030, 6, 5, 6, 30), links=[("A", "https://a.eu")]
    )
    mine = as_shown(team.get(edit_url(event))) | {"title": "Mine"}
    update_event(event, by=None, title="Theirs", city="Linz", links=[("B", "https://b.eu")])

    warned = team.post(edit_url(event), mine)

    page = warned.content.decode()
    differences = {
        row["label"]: (row["stored"], row["typed"]) for row in warned.context["differences"]
    }
    assert warned.status_code == 409
    assert differences == {
        "Title": ("Theirs", "Mine"),
        "Town": ("Linz", ""),
        "Links": ("B: https://b.eu", "A: https://a.eu"),
    }
    assert 'value="Mine"' in page
    assert Event.objects.get().title == "Theirs"

    # She has seen both and saves again, knowingly.
    team.post(edit_url(event), as_shown(warned))

    assert Event.objects.get().title == "Mine"


def test_a_series_page_starts_an_event_of_that_series(team):
    series = make_talk_series(time_zone="Europe/Helsinki")

    form = team.get(NEW, {"series": series.slug}).context["form"]

    assert (form["series"].value(), form["time_zone"].value()) == (series.pk, "Europe/Helsinki")
    assert team.get(NEW, {"series": "nowhere"}).status_code == 404


def test_a_series_is_begun_and_changed(team):
    team.post(reverse("events:series-new"), {"name": "Talks", "time_zone": "Europe/Brussels"})
    series = EventSeries.objects.get()
    facts = {"name": "Clusters talks", "time_zone": "Europe/Brussels", "rhythm": "Every Wednesday"}
    team.post(reverse("events:series-edit", args=[series.slug]), facts)

    series.refresh_from_db()
    assert (series.name, series.slug, series.rhythm) == (
        "Clusters talks",
        "talks",
        "Every Wednesday",
    )


def test_calling_off_a_draft_is_refused_in_words(team):
    event = make_event(status="draft")

    response = team.post(reverse("events:cancellation", args=[event.slug]))

    assert response.status_code == 422
    assert "still a draft" in response.content.decode()


@pytest.mark.skipif(not STRINGS.exists(), reason="the hostile strings are not beside the project")
def test_hostile_titles_are_stored_as_text_or_refused_in_words(team):
    naughty = json.loads((STRINGS / "blns.json").read_text())[::12]

    for title in naughty:
        response = team.post(NEW, typed(title=title))
        assert response.status_code in (302, 422), title
    pages = [team.get(event.get_absolute_url()).status_code for event in Event.objects.all()]

    assert len(pages) > len(naughty) / 2
    assert set(pages) == {200}
    for path in ("coming", "feed", "calendar", "events-json"):
        assert team.get(reverse(f"events:{path}")).status_code == 200

from datetime import datetime

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.clock.zones import zone_info
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import SpeakerPart
from clusterhub.events.operations import Appearance, Part, set_programme
from clusterhub.events.tests.makers import make_event
from clusterhub.summaries.comparing import compare
from clusterhub.summaries.comparing.parts import programme_differences
from clusterhub.summaries.comparing.programme import compare_programme
from clusterhub.summaries.operations import answer_finding, publish_summary
from clusterhub.summaries.refusals import AnswerNotUnderstood, NotPublishable
from clusterhub.summaries.tests.makers import answer_everything, finding_of, fresh, make_draft

TITLE = "Industry Days: What the big European event leaves behind"


def person(name, role=None, organisation=None):
    return {"name": name, "role": role, "organisation": organisation}


def sides(ours, theirs):
    return [
        {
            "moderators": [],
            "agenda": [{"title": title, "speakers": people} for title, people in side],
        }
        for side in (ours, theirs)
    ]


def kinds(ours, theirs):
    return [each["kind"] for each in programme_differences(*sides(ours, theirs))]


ANA, BEN = person("Ana Aal", "Director", "Apis"), person("Ben Berg", "Chair", "Boreas")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ([("News", [ANA])], [("News", [ANA])], []),
        ([("News", [ANA])], [("News", [person("Aña AAL", "director", "apis")])], []),
        ([("News of the day", [ANA])], [("News of the week", [ANA])], ["title"]),
        ([("News", [ANA])], [("News", [ANA]), ("Panel", [BEN])], ["part-new"]),
        ([("News", []), ("Panel", [])], [("Panel", [])], ["part-gone"]),
        ([("News", [ANA])], [("News", [BEN])], ["person-new", "person-gone"]),
        ([("Input", [ANA, BEN])], [("Policies", [BEN, ANA])], ["title"]),
        ([("News", [ANA])], [("News", [ANA | {"role": "Chair"}])], ["person-words"]),
        ([("News", []), ("Panel", [])], [("Panel", []), ("News", [])], ["order"]),
    ],
)
def test_each_point_in_which_they_differ_is_one_difference(ours, theirs, expected):
    assert kinds(ours, theirs) == expected


def make_talk():
    """The talk of the sample with a programme of its own."""
    starts = datetime(2023, 10, 11, 8, 30, tzinfo=zone_info("Europe/Brussels"))
    event = make_event(title=TITLE, starts_at=starts)
    nina, gone = make_person(name="Nina Hoppmann"), make_person(name="Gone Again")
    news = Part("News from the platform", "What is new", people=[Appearance(nina, role="guest")])
    panel = Part("A panel debate", people=[Appearance(gone, part=SpeakerPart.PANELLIST)])
    return set_programme(event, sessions=[panel, news], by=None)


def make_answered(*kinds, choice=None):
    event, summary = make_talk(), make_draft()
    finding = finding_of(summary, "programme-differs")
    differences = finding.proposal["differences"]
    values = {
        f"take.{place}": "on" for place, each in enumerate(differences) if each["kind"] in kinds
    }
    values = {"choice": choice} if choice else values
    if values:
        answer_finding(summary, finding, "changed", values, by=None)
    answer_everything(summary)
    return event, fresh(summary)


def programme_of(event):
    return [
        (part.title, [str(each.person) for each in part.speakers.all()])
        for part in event.sessions.all()
    ]


@pytest.mark.django_db
def test_the_programme_stays_unless_an_editor_takes_something_over():
    event, summary = make_answered()
    before = programme_of(event)

    publish_summary(summary, by=None)

    assert programme_of(event) == before


@pytest.mark.django_db
def test_single_points_are_taken_over_and_the_rest_stays():
    event, summary = make_answered("person-words", "person-new")

    publish_summary(summary, by=None)

    panel, news = event.sessions.all()
    assert (news.description, news.speakers.get().role) == ("What is new", "team member")
    assert [str(each.person) for each in panel.speakers.all()] == [
        "Gone Again", "Daniel Cosnita", "Jose Ramón Natal",
    ]  # fmt: skip
    assert panel.title == "A panel debate"
    assert event.speakers.get(part=SpeakerPart.MODERATOR).person.name == "Zivile Kropaite"


@pytest.mark.django_db
def test_all_of_it_makes_the_programme_the_agenda_and_keeps_what_only_the_event_knows():
    event, summary = make_answered(choice="0")

    summary = publish_summary(summary, by=None)

    assert programme_of(event) == [
        (item["title"], [each["name"] for each in item["speakers"]])
        for item in summary.record["agenda"]
    ]
    assert event.sessions.first().description == "What is new"
    assert "programme-differs" not in {each["code"] for each in compare(summary.record, (), event)}


@pytest.mark.django_db
def test_somebody_whom_nobody_agreed_to_link_is_not_put_on_the_programme():
    event, summary = make_answered("person-new")
    summary.findings.filter(code__startswith="person-").update(
        answer="dismissed", answer_values={"proposal": {"do": "keep"}}
    )

    publish_summary(summary, by=None)

    assert programme_of(event)[0] == ("A panel debate", ["Gone Again"])


@pytest.mark.django_db
def test_a_programme_that_was_changed_meanwhile_is_not_overwritten():
    event, summary = make_answered(choice="0")
    set_programme(event, sessions=[Part("Something else")], by=None)

    with pytest.raises(NotPublishable) as refusal:
        publish_summary(summary, by=None)

    assert "changed since they were compared" in refusal.value.complaints[0]
    assert programme_of(event) == [("Something else", [])]


@pytest.mark.django_db
def test_ticking_nothing_is_not_understood():
    make_talk()
    summary = make_draft()

    with pytest.raises(AnswerNotUnderstood):
        answer_finding(summary, finding_of(summary, "programme-differs"), "changed", {}, by=None)


@pytest.mark.django_db
def test_the_review_shows_both_beside_each_other_and_takes_what_is_ticked(client):
    sign_in(client, "editor")
    make_talk()
    summary = make_draft()
    finding = finding_of(summary, "programme-differs")
    address = reverse("summaries:answer", args=[summary.pk, finding.pk])
    review = f"{reverse('summaries:review', args=[summary.pk])}?finding={finding.pk}"

    html = client.get(review).content.decode()
    refused = client.post(address, {"answer": "changed"})
    client.post(address, {"answer": "changed", "take.1": "on"})

    finding.refresh_from_db()
    assert "Programme and agenda beside each other" in html
    assert "Nina Hoppmann, guest" in html
    assert "Tick at least one difference" in refused.content.decode()
    assert len(finding.answer_values["proposal"]["differences"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_comparing_a_programme_needs_the_same_queries_for_any_size(
    count, django_assert_num_queries
):
    record, event = make_draft().record, make_talk()
    parts = [Part(f"Part {n}", people=[Appearance(make_person())]) for n in range(count)]
    set_programme(event, sessions=parts, by=None)

    with django_assert_num_queries(3):  # Is there one, the parts, the people.
        found = compare_programme(record, event)

    assert len(found) == 1

from datetime import date, datetime

import pytest
from django.db import transaction

from clusterhub.activity.models import Entry
from clusterhub.clock.zones import zone_info
from clusterhub.directory.models import Organisation, Person
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.models import Event, SpeakerPart
from clusterhub.events.tests.makers import make_event, make_talk_series
from clusterhub.funding.models import Call
from clusterhub.funding.tests.makers import make_call
from clusterhub.summaries.models import Mention
from clusterhub.summaries.operations import (
    answer_finding,
    correct_summary,
    publish_summary,
    save_draft,
    unpublish_summary,
)
from clusterhub.summaries.refusals import (
    EditedMeanwhile,
    FindingsUnanswered,
    NothingToCorrect,
    NotPublishable,
)
from clusterhub.summaries.tests.makers import (
    answer_everything,
    finding_of,
    fresh,
    make_draft,
    make_editor,
    make_published,
)

pytestmark = pytest.mark.django_db
BRUSSELS = zone_info("Europe/Brussels")


def answered(**changes):
    summary = make_draft(**changes)
    answer_everything(summary)
    return fresh(summary)


def test_nothing_is_published_while_a_finding_has_no_answer():
    summary = answered()
    summary.findings.filter(code="zone-label").update(answer="", answered_at=None)

    with pytest.raises(FindingsUnanswered) as refusal:
        publish_summary(summary, by=None)

    assert refusal.value.count == 1
    assert (fresh(summary).published_at, Mention.objects.count(), Event.objects.count()) == (
        None,
        0,
        0,
    )


def test_publishing_makes_the_event_with_its_programme_and_people():
    summary = publish_summary(answered(), by=None)

    event = Event.objects.get()
    assert (summary.event, event.status, event.series.name) == (
        event,
        "published",
        "EU Clusters Talks",
    )
    assert event.starts_at == datetime(2023, 10, 11, 8, 30, tzinfo=BRUSSELS)
    assert [session.title for session in event.sessions.all()][1] == "What the days brought"
    panel = event.speakers.filter(part=SpeakerPart.PANELLIST)
    assert [str(each.person) for each in panel] == ["Daniel Cosnita", "Jose Ramón Natal"]
    assert str(event.speakers.get(part=SpeakerPart.MODERATOR).person) == "Zivile Kropaite"


def test_publishing_lists_what_was_accepted_as_new_and_names_it():
    publish_summary(answered(), by=None)

    assert Person.objects.listed().count() == 5
    assert Organisation.objects.get(name="CLUSTERO").mentions.count() == 1
    nina = Person.objects.get(name="Nina Hoppmann")
    places = sorted(nina.mentions.values_list("place", flat=True))
    assert places == [
        "agenda.0.speakers.0", "agenda.3.speakers.0", "sections.0.speakers.0", "sections.3.speakers.0",
    ]  # fmt: skip
    call = Call.objects.get(title="Leadership in robotics and data")
    assert call.deadlines.get().day == date(2024, 3, 19)


def test_what_was_dismissed_is_neither_made_nor_linked():
    summary = make_draft()
    for finding in summary.findings.all():
        answer_finding(summary, finding, "dismissed", by=None)

    summary = publish_summary(fresh(summary), by=None)

    assert (summary.event, Mention.objects.count(), Person.objects.count()) == (None, 0, 0)


def test_a_listed_talk_is_linked_and_its_own_programme_stays():
    series = make_talk_series(name="EU Clusters Talks")
    starts = datetime(2023, 10, 11, 8, 30, tzinfo=BRUSSELS)
    event = make_event(title="Takeaways", series=series, starts_at=starts)

    summary = answered()
    finding = finding_of(summary, "event-differs")
    answer_finding(summary, finding, "changed", {"choice": "1"}, by=None)
    summary = publish_summary(fresh(summary), by=None)

    assert summary.event == event
    assert Event.objects.get(pk=event.pk).title == "Takeaways"


def test_the_talks_deadline_moves_the_call_only_with_a_yes_and_leaves_its_history():
    call = make_call(title="Agri-food cluster partnerships", closes_at=date(2023, 9, 28))
    summary = answered()
    finding = finding_of(summary, "call-deadline-differs")
    answer_finding(summary, finding, "changed", {"choice": "0"}, by=None)

    publish_summary(fresh(summary), by=None)

    deadline = call.deadlines.get()
    assert deadline.day == date(2023, 11, 7)
    assert deadline.moved_from() == ["28 September 2023"]
    assert call.mentions.count() == 1


def test_publishing_twice_is_publishing_once():
    summary = answered()
    first = publish_summary(summary, by=None)

    second = publish_summary(summary, by=None)

    assert second.published_at == first.published_at
    assert Entry.objects.filter(verb="published", target_kind="summaries.eventsummary").count() == 1


def test_a_record_without_a_valid_shape_is_refused_with_sentences():
    summary = answered()
    summary = save_draft(
        summary, summary.record | {"title": "", "ends_at": None}, summary.revision, None
    )

    with pytest.raises(NotPublishable) as refusal:
        publish_summary(summary, by=None)

    assert refusal.value.complaints == ["title is empty."]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"starts_at": "2023-10-11", "ends_at": None}, "starts_at has no hour."),
        ({"ends_at": None}, "ends_at is missing."),
    ],
)
def test_a_talk_without_hours_is_not_published(changes, complaint):
    summary = answered()
    summary = save_draft(summary, summary.record | changes, summary.revision, None)

    with pytest.raises(NotPublishable) as refusal:
        publish_summary(summary, by=None)

    assert refusal.value.complaints == [complaint]


def test_a_revision_that_the_editor_has_not_seen_is_not_published():
    summary = answered()

    with pytest.raises(EditedMeanwhile):
        publish_summary(summary, by=None, revision=summary.revision - 1)

    assert fresh(summary).published_at is None


def test_when_one_step_fails_nothing_of_it_stays():
    make_call(title="Agri-food cluster partnerships", closes_at=date(2023, 9, 28))
    summary = answered()
    answer_finding(
        summary, finding_of(summary, "call-deadline-differs"), "changed", {"choice": "0"}, by=None
    )
    Call.objects.update(opens_at=datetime(2025, 1, 1, tzinfo=BRUSSELS))

    with pytest.raises(NotPublishable), transaction.atomic():
        publish_summary(fresh(summary), by=None)

    assert fresh(summary).published_at is None
    assert (Person.objects.count(), Event.objects.count(), Mention.objects.count()) == (0, 0, 0)


def test_a_correction_is_visible_with_what_stood_there_before():
    editor, summary = make_editor(), make_published()
    record = summary.record | {
        "key_messages": ["Two transitions.", summary.record["key_messages"][1]]
    }
    summary = save_draft(summary, record, summary.revision, editor)

    correction = correct_summary(summary, what="A message was too long.", by=editor)

    before = "Two transitions, green and digital, stood at the centre."
    assert correction.changes == [
        {"place": "key_messages.0", "before": before, "after": "Two transitions."}
    ]
    assert fresh(summary).published_record["key_messages"][0] == "Two transitions."


def test_a_draft_of_a_correction_is_not_public_before_it_is_published():
    summary = make_published()

    save_draft(summary, summary.record | {"title": "Changed"}, summary.revision, None)

    assert fresh(summary).published_record["title"] != "Changed"


def test_a_correction_that_changes_nothing_is_refused():
    summary = make_published()

    with pytest.raises(NothingToCorrect):
        correct_summary(summary, what="Nothing at all", by=None)

    assert summary.corrections.count() == 0


def test_a_correction_moves_the_mentions_with_their_words():
    summary = make_published()
    agenda = [summary.record["agenda"][3], *summary.record["agenda"][:3]]
    summary = save_draft(summary, summary.record | {"agenda": agenda}, summary.revision, None)

    correct_summary(summary, what="The order of the agenda", by=None)

    places = Person.objects.get(name="Daniel Cosnita").mentions.values_list("place", flat=True)
    assert list(places) == ["agenda.3.speakers.0"]
    assert Person.objects.count() == 5


def test_taking_a_summary_off_the_site_keeps_everything_for_the_next_time():
    summary = make_published()

    unpublish_summary(summary, by=None)
    again = publish_summary(fresh(summary), by=None)

    assert again.is_published
    assert (Event.objects.count(), Person.objects.count()) == (1, 5)


def test_an_organisation_that_was_listed_in_the_meantime_is_not_made_twice():
    summary = answered()
    made = make_organisation(name="CLUSTERO")

    publish_summary(summary, by=None)

    assert list(Organisation.objects.filter(name="CLUSTERO")) == [made]

from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from clusterhub.clock.zones import zone_info
from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.tests.makers import make_event, make_talk_series, make_topic
from clusterhub.funding.tests.makers import make_call
from clusterhub.summaries.comparing import compare
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.tests.makers import TALK

pytestmark = pytest.mark.django_db
BRUSSELS = zone_info("Europe/Brussels")
FOUNDING = (
    settings.BASE_DIR.parent
    / "shared/data/talk-summaries/2023-10-11-eu-industry-days-takeaways.txt"
)


def findings(code, text=TALK):
    return [each for each in compare(read_summary(text.encode())) if each["code"] == code]


def reader_finding(code, text=TALK):
    record = read_summary(text.encode())
    compare(record)
    return next(each for each in record["findings"] if each["code"] == code)


def test_what_is_listed_exactly_is_a_match_and_the_rest_is_proposed_as_new():
    person = make_person(name="Daniel Cosnita")

    matched, missing = findings("person-matched"), findings("person-not-listed")

    assert [each["proposal"]["pk"] for each in matched] == [person.pk]
    assert {each["proposal"]["do"] for each in missing} == {"create"}
    assert len(missing) == 4


def test_a_near_name_is_asked_about_and_a_new_one_stays_possible():
    near = make_organisation(name="MetaIndustry4")

    found = next(
        e for e in findings("organisation-not-listed") if e["values"][0] == "MetalIndustry4"
    )

    assert found["proposal"]["pk"] == near.pk
    assert "MetaIndustry4" in found["message"]
    assert found["proposal"]["choices"][-1]["do"] == "create"


def test_a_call_with_the_talks_deadline_is_a_match():
    call = make_call(title="Leadership in robotics and data", closes_at=date(2024, 3, 19))

    assert [each["proposal"]["pk"] for each in findings("call-matched")] == [call.pk]
    assert len(findings("call-not-listed")) == 1


def test_a_call_with_another_deadline_shows_both_and_keeps_the_calls_own():
    make_call(title="Agri-food cluster partnerships", closes_at=date(2023, 9, 28))

    (found,) = findings("call-deadline-differs")

    assert found["values"] == ["28 September 2023", "7 November 2023"]
    assert found["proposal"]["do"] == "link"
    assert found["proposal"]["choices"][0]["deadlines"] == ["2023-11-07"]


def test_a_call_is_found_by_an_identifier_in_the_text():
    call = make_call(
        title="Something else", identifier="SMP-COSME-2023", closes_at=date(2023, 11, 7)
    )

    text = TALK.replace("[Agri-food cluster partnerships](#)", "[Agri-food](#) SMP-COSME-2023")

    assert [each["proposal"]["pk"] for each in findings("call-matched", text)] == [call.pk]


def test_an_empty_link_is_offered_the_page_of_the_call_it_names():
    call = make_call(title="Leadership in robotics and data", closes_at=date(2024, 3, 19))
    record = read_summary(TALK.encode())

    compare(record)

    found = next(
        e for e in record["findings"] if e["values"] == ["Leadership in robotics and data"]
    )
    assert found["proposal"]["value"] == call.get_absolute_url()


def test_the_talk_is_found_by_its_series_and_day_whatever_its_title():
    series = make_talk_series(name="EU Clusters Talks")
    starts = datetime(2023, 10, 11, 8, 30, tzinfo=BRUSSELS)
    event = make_event(title="Takeaways of the days", series=series, starts_at=starts)

    (matched,) = findings("event-matched")
    (differs,) = findings("event-differs")

    assert (matched["proposal"]["pk"], matched["proposal"]["is_talk"]) == (event.pk, True)
    assert differs["values"][1] == "Takeaways of the days"


def test_another_hour_of_the_event_is_a_difference_with_the_events_hour_as_proposal():
    starts = datetime(2023, 10, 11, 9, 0, tzinfo=BRUSSELS)
    make_event(title="Industry Days: What the big European event leaves behind", starts_at=starts)

    (differs,) = findings("event-differs")

    assert differs["proposal"]["starts_at"] == "2023-10-11T09:00:00+02:00"


def test_a_talk_that_is_not_listed_is_proposed_as_a_past_event():
    talk, briefing = findings("event-not-listed")

    assert talk["proposal"]["do"] == "create"
    assert briefing["proposal"] == {"do": "keep"}


def test_news_that_name_an_event_lead_to_it():
    event = make_event(title="Business with Japan in Africa")

    (found,) = findings("event-matched")

    assert found["proposal"]["pk"] == event.pk


def test_an_emphasised_phrase_finds_its_topic():
    topic = make_topic("Green and digital transition")

    assert [each["proposal"]["pk"] for each in findings("topic-matched")] == [topic.pk]


def test_a_title_that_is_too_long_is_asked_about_and_kept_whole():
    text = TALK.replace("Industry Days", "Industry " * 600, 1)

    (found,) = findings("title-too-long", text)

    assert len(found["proposal"]["value"]) <= 250


def test_every_finding_of_the_comparison_says_where_its_words_stand():
    record = read_summary(TALK.encode())
    lines = TALK.splitlines()

    found = next(e for e in compare(record, lines) if e["values"] == ["CLUSTERO"])

    assert lines[found["where"][0] - 1].endswith("CLUSTERO")


def test_every_finding_of_the_reader_gets_a_proposal():
    record = read_summary(TALK.encode())

    compare(record)

    assert [each["code"] for each in record["findings"] if "proposal" not in each] == []
    assert reader_finding("zone-label")["proposal"]["do"] == "keep"
    assert reader_finding("conflicting-dates")["proposal"]["do"] == "set-times"


@pytest.mark.skipif(
    not Path(FOUNDING).exists(), reason="the founding document is not beside the project"
)
def test_the_founding_document_is_compared_completely():
    make_organisation(name="MetaIndustry4")
    record = read_summary(FOUNDING.read_bytes(), FOUNDING.name)

    codes = [each["code"] for each in compare(record)]

    assert codes.count("person-not-listed") == 7
    assert codes.count("call-not-listed") == 3
    assert [each["code"] for each in record["findings"]].count("empty-link") == 10

"""Every file of the corpus has the verdict that we say: how many sessions are read and what is said of
them, or under which code it is refused. The files are real ones and stay outside of the project."""

from pathlib import Path

import pytest

from clusterhub.events.reading import CannotRead
from clusterhub.events.reading.sniffing import read_here
from clusterhub.events.tests.makers import at

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "events"
ZONE = "Europe/Brussels"
pytestmark = [
    pytest.mark.pure,
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of programmes is not here"),
]
# How many sessions are read and what is said; or the code of the refusal and what was said before.
VERDICTS = """
json-ld/01-on-site.json: 0
json-ld/02-online.json: 0
json-ld/03-hybrid-location-list.json: 0 zone-of-event
json-ld/04-rescheduled.json: 0
json-ld/05-cancelled-no-time-zone.json: 0 time-fold zone-of-event
json-ld/06-graph.json: 1
json-ld/07-several-in-a-list.json: 0 no-such-day no-title zone-of-event
json-ld/08-hostile.json: refused no-sessions ends-before-start
json-ld/09-in-a-page.html: 0 entry-broken microdata
schedules/31c3-frab.xml: 138 unknown-kinds
schedules/europython-2014.xml: 188 several-rooms unknown-kinds zone-of-event
schedules/frab-camp2019.json: 79 unknown-kinds
schedules/gpn11.csv: 29 zone-of-event
schedules/indico-export.json: 37 authors-are-people markup track-cleaned unknown-kinds
schedules/invalid-example.json: refused frame-broken
schedules/orconf-2019.json: 52 markup weekday-no-track zone-of-event
schedules/pretalx-democon.json: 36 rooms-share-key unknown-kinds zone-contradicts
alarms__rfc_5545_absolute_alarm_example: refused no-sessions
alarms__rfc_5545_end: refused no-sessions
alarms__start_date: refused no-sessions
availabilities__rfc_7953_1: refused no-sessions not-a-session
availabilities__rfc_7953_2: refused no-sessions not-a-session
calendars__alarm_etar_future: 1
calendars__alarm_etar_notification: 1
calendars__alarm_etar_notification_clicked: 1
calendars__alarm_thunderbird_2_future: 1
calendars__alarm_thunderbird_2_notification_5_min_postponed: 1
calendars__alarm_thunderbird_2_notification_5_min_postponed_and_closed: 1
calendars__alarm_thunderbird_2_notification_5_min_postponed_and_popped_up: 1
calendars__alarm_thunderbird_2_notification_popped_up: 1
calendars__alarm_thunderbird_future: 1
calendars__alarm_thunderbird_snoozed_until_1457: 1
calendars__big_bad_calendar: refused no-sessions
calendars__bom_calendar: refused no-sessions
calendars__broken_dtstart: refused no-sessions entry-broken
calendars__broken_ical: refused no-sessions entry-broken
calendars__created_calendar_with_unicode_fields: 2 entry-broken
calendars__empty: refused no-sessions
calendars__empty_RDATE: refused no-sessions
calendars__fuzz_testcase_0_char_in_component_name: refused no-sessions
calendars__fuzz_testcase_invalid_month: refused broken
calendars__fuzz_testcase_vtimezone_lone_cr: refused broken
calendars__invalid_duration: 1
calendars__issue_104_broken_calendar: 1
calendars__issue_1050_all_components: 1 not-a-session
calendars__issue_1050_calendar_with_events_and_todos: 2 not-a-session
calendars__issue_1050_empty_calendar: refused no-sessions
calendars__issue_1050_forward_timezone_reference: 1
calendars__issue_1050_multiple_calendars: refused no-sessions entry-broken
calendars__issue_1050_simple_calendar: 1
calendars__issue_1050_timezone_only_calendar: refused no-sessions
calendars__issue_1081_empty_rdate: 1
calendars__issue_1081_event_with_rrule: 10
calendars__issue_1081_freebusy_comma_separated: refused no-sessions not-a-session
calendars__issue_1081_invalid_start_and_end: refused no-sessions entry-broken
calendars__issue_1081_invalid_start_valid_end: refused no-sessions entry-broken
calendars__issue_1081_list_of_properties: 1
calendars__issue_1081_tzid_param: 1
calendars__issue_1081_with_summary: refused no-sessions entry-broken
calendars__issue_1238: refused no-sessions
calendars__issue_127_categories_with_commas: 1
calendars__issue_1426: refused no-sessions no-title
calendars__issue_1549_binary_attachment: refused no-sessions entry-broken
calendars__issue_1561_image_value: refused no-sessions entry-broken
calendars__issue_156_RDATE_with_PERIOD_TZID_khal: 1
calendars__issue_156_RDATE_with_PERIOD_TZID_khal_2: 1
calendars__issue_1633_freebusy_with_dates: refused no-sessions not-a-session
calendars__issue_1633_rdate_with_dates: refused no-sessions no-title
calendars__issue_1633_rdate_with_dates_and_tzid: refused no-sessions no-title
calendars__issue_165_missing_event: refused no-sessions entry-broken
calendars__issue_168_expected_output: refused no-sessions no-title
calendars__issue_168_input: refused no-sessions no-title
calendars__issue_178_component_with_invalid_name_represented: refused no-sessions
calendars__issue_178_custom_component_contains_other: refused no-sessions no-title whole-day
calendars__issue_178_custom_component_inside_other: refused no-sessions
calendars__issue_218_bad_tzid: 1
calendars__issue_237_fail_to_parse_timezone_with_non_ascii_tzid: refused no-sessions no-title
calendars__issue_27_multiple_periods_in_freebusy_multiple_freebusies: refused no-sessions not-a-session
calendars__issue_27_multiple_periods_in_freebusy_one_freebusy: refused no-sessions not-a-session
calendars__issue_322_expected_calendar: refused no-sessions entry-broken
calendars__issue_350: 1
calendars__issue_351_whitespace_in_property_and_params: 1
calendars__issue_466_convert_tzid_with_slash: 105 recurs-for-ever
calendars__issue_526_calendar_with_different_events: 2 zone-replaced
calendars__issue_526_calendar_with_event_subset: 1 zone-replaced
calendars__issue_526_calendar_with_events: 2 zone-replaced
calendars__issue_526_calendar_with_shuffeled_events: 2 zone-replaced
calendars__issue_722_missing_VTIMEZONE_custom: refused no-sessions no-title zone-replaced
calendars__issue_722_missing_timezones: 1 entry-broken not-a-session recurs-for-ever
calendars__issue_722_timezone_transition_ambiguity: 4
calendars__issue_798_freebusy: refused no-sessions not-a-session
calendars__issue_798_related_to: refused no-sessions entry-broken
calendars__issue_82_expected_output: refused no-sessions entry-broken
calendars__multiple_calendar_components: 3 whole-day
calendars__multiple_timezones: refused no-sessions entry-broken
calendars__pacific_fiji: 1
calendars__parsing_error: 20 entry-broken whole-day
calendars__parsing_error_in_UTC_offset: refused broken
calendars__period_with_timezone: 9
calendars__pr_480_summary_with_colon: refused no-sessions
calendars__property_params: 1 whole-day
calendars__rfc_5545_RDATE_example: refused no-sessions entry-broken
calendars__rfc_6868: refused no-sessions entry-broken
calendars__rfc_7256_multi_value_parameters: refused no-sessions entry-broken
calendars__rfc_7265_appendix_example_1_ical: 1 whole-day
calendars__rfc_7265_appendix_example_2_ical: 6
calendars__rfc_7265_example_1: refused no-sessions
calendars__rfc_7529: refused no-sessions entry-broken
calendars__rfc_7953_3: refused no-sessions not-a-session
calendars__rfc_7986_conferences: refused no-sessions entry-broken
calendars__rfc_7986_image: refused no-sessions entry-broken not-a-session
calendars__rfc_7986_properties: refused no-sessions
calendars__rfc_9253_examples: refused no-sessions no-title
calendars__rfc_9253_gap: refused no-sessions entry-broken
calendars__small_bad_calendar: refused no-sessions
calendars__time: refused no-sessions
calendars__timezone_rdate: refused no-sessions no-title
calendars__timezone_same_start: 1
calendars__timezone_same_start_and_offset: 1
calendars__timezoned: 1
events__event_with_escaped_character1: refused no-sessions entry-broken
events__event_with_escaped_character2: refused no-sessions entry-broken
events__event_with_escaped_character3: refused no-sessions entry-broken
events__event_with_escaped_character4: refused no-sessions entry-broken
events__event_with_rsvp: refused no-sessions entry-broken
events__event_with_unicode_fields: 1
events__event_with_unicode_organizer: refused no-sessions entry-broken
events__issue_100_transformed_doctests_into_unittests: refused no-sessions entry-broken
events__issue_104_mark_events_broken: 1
events__issue_156_RDATE_with_PERIOD: 2
events__issue_156_RDATE_with_PERIOD_list: 3
events__issue_157_removes_trailing_semicolon: refused no-sessions no-title recurs-for-ever zone-of-event
events__issue_184_broken_representation_of_period: refused no-sessions no-title zone-of-event
events__issue_355_url_escaping_empty_param: refused no-sessions entry-broken
events__issue_464_invalid_rdate: refused no-sessions entry-broken
events__issue_53_description_parsed_properly: 1
events__issue_64_event_with_ascii_summary: refused no-sessions entry-broken
events__issue_64_event_with_non_ascii_summary: refused no-sessions entry-broken
events__issue_82_expected_output: refused no-sessions entry-broken
events__rfc_7265_example_4: refused no-sessions no-title whole-day
events__rfc_9074_example_1: 1
events__rfc_9074_example_2: 1
events__rfc_9074_example_3: 1
events__rfc_9074_example_4: 1
events__rfc_9074_example_proximity: refused no-sessions entry-broken
journals__example: refused no-sessions not-a-session
timezones__issue_237_brazilia_standard: refused no-sessions
timezones__issue_53_tzid_parsed_properly: refused no-sessions
timezones__issue_55_parse_error_on_utc_offset_with_seconds: refused no-sessions
todos__example: refused no-sessions not-a-session
"""


def verdict_of(path):
    try:
        read = read_here(path.read_bytes(), asked_zone=ZONE)
    except CannotRead as refusal:
        assert str(refusal)
        return " ".join(["refused", refusal.code, *_codes(refusal.notes)])
    assert all(note.words for note in read.notes)
    return " ".join([str(len(read.sessions)), *_codes(read.notes)])


def _codes(notes):
    return sorted({note.code for note in notes})


def corpus():
    folders = ("schedules/*.*", "json-ld/*.*", "ics/icalendar/*.ics")
    return [path for folder in folders for path in CORPUS.glob(folder)]


def name_of(path):
    return path.relative_to(CORPUS).as_posix().removeprefix("ics/icalendar/").removesuffix(".ics")


def said():
    return dict(line.split(": ") for line in VERDICTS.strip().splitlines())


def test_every_file_of_the_corpus_has_the_verdict_we_say():
    verdicts = {name_of(path): verdict_of(path) for path in corpus()}

    assert len(verdicts) == 150
    assert verdicts == said()


@pytest.mark.parametrize("name", ["europython-2014.xml", "orconf-2019.json", "gpn11.csv"])
def test_a_programme_without_a_zone_is_asked_not_guessed(name):
    with pytest.raises(CannotRead) as refusal:
        read_here((CORPUS / "schedules" / name).read_bytes())

    assert refusal.value.code == "zone-needed"


def test_four_talks_of_a_congress_are_after_midnight_and_stay_on_their_evenings():
    read = read_here((CORPUS / "schedules/31c3-frab.xml").read_bytes(), asked_zone=ZONE)

    nights = [
        session for session in read.sessions if session.starts.date().isoformat() > session.day
    ]
    late = [s for s in read.sessions if f"{s.starts:%Y-%m-%dT%H}" == f"{s.day}T23"]
    assert len(nights) + len(late) >= 4
    assert len({session.key for session in read.sessions}) == 138


def test_the_night_of_the_third_day_is_what_its_date_says():
    read = read_here((CORPUS / "schedules/gpn11.csv").read_bytes(), asked_zone=ZONE)

    night = next(session for session in read.sessions if session.title.startswith("Ergebnisse"))
    assert night.starts == at(2011, 6, 25, 22, 0)


def test_fifty_six_repeated_numbers_are_a_hundred_and_eighty_eight_sessions():
    read = read_here((CORPUS / "schedules/europython-2014.xml").read_bytes(), asked_zone=ZONE)

    assert len({session.key for session in read.sessions}) == 188


def test_names_of_an_indico_export_are_as_people_are_called():
    read = read_here((CORPUS / "schedules/indico-export.json").read_bytes())

    names = [person.name for session in read.sessions for person in session.people]
    assert names[:1] == ["Niamh Horváth"]
    assert (read.zone, sum(bool(session.people) for session in read.sessions)) == (
        "Europe/Warsaw",
        32,
    )

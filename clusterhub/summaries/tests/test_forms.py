import pytest
from django.http import QueryDict

from clusterhub.summaries.aligning import aligned
from clusterhub.summaries.differences import differences, undone
from clusterhub.summaries.editing import typed
from clusterhub.summaries.forms import RecordForm, change_rows
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.tests.makers import TALK


@pytest.fixture
def record():
    return read_summary(TALK.encode()) | {"findings": []}


def form(record, **changes):
    fields = typed(record) | {name.replace("__", "."): value for name, value in changes.items()}
    return RecordForm(fields, record)


def test_a_form_that_is_sent_back_untouched_is_the_same_record(record):
    assert form(record).record() == record


def test_a_field_changes_its_own_place_and_no_other(record):
    changed = form(record, agenda__1__speakers__0__role="Director").record()

    assert differences(record, changed) == [
        {"place": "agenda.1.speakers.0.role", "before": "Head of Unit", "after": "Director"}
    ]


def test_hours_are_those_of_the_talks_zone(record):
    changed = form(record, day="2023-12-06", starts="09:00", ends="10:00").record()

    assert changed["starts_at"] == "2023-12-06T09:00:00+01:00"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"day": "31.02.2023"}, "day"),
        ({"starts": "25:99"}, "day"),
        ({"starts": "10:00", "ends": "09:00"}, "ends"),
        ({"timezone": "Europe/Nowhere"}, "timezone"),
        ({"funding__0__deadlines": "someday"}, "funding.0.deadlines"),
        ({"figures__0__value": "many"}, "figures.0.value"),
    ],
)
def test_what_cannot_be_read_is_said_and_costs_nothing_beside_it(record, changes, place):
    bound = form(record, title="A new title", **changes)

    changed = bound.record()

    assert list(bound.errors) == [place]
    assert changed["title"] == "A new title"
    assert changed["starts_at"] == record["starts_at"]


@pytest.mark.parametrize(
    ("words", "deadlines"),
    [
        ("19 March 2024", ["2024-03-19"]),
        ("19 March 2024, 17:00 CET", ["2024-03-19T17:00:00+01:00"]),
        ("19 March 2024\n7 May 2024", ["2024-03-19", "2024-05-07"]),
        ("2024-03-19", ["2024-03-19"]),
        ("", []),
    ],
)
def test_deadlines_are_typed_as_they_are_printed(record, words, deadlines):
    assert (
        form(record, funding__0__deadlines=words).record()["funding"][0]["deadlines"] == deadlines
    )


def test_invisible_and_control_characters_do_not_get_in(record):
    changed = form(record, title="A\u202e ti\x00tle\u200b\n of two lines").record()

    assert changed["title"] == "A title of two lines"


def test_names_that_are_no_places_and_thousands_of_rows_are_passed_over(record):
    fields = typed(record) | {f"key_messages.{n}": "x" for n in range(5000)}
    fields |= {
        "__class__.x": "1",
        "title.x.y": "1",
        "agenda.0.speakers.0.name.x": "1",
        "a" * 999: "1",
    }

    changed = RecordForm(fields, record).record()

    assert len(changed["key_messages"]) == 300
    assert changed["title"] == record["title"]


def test_an_empty_post_changes_nothing(record):
    assert RecordForm(QueryDict("").dict(), record).record() == record


def test_rows_come_and_go_and_numbers_follow(record):
    longer = change_rows(record, "add:agenda")
    shorter = change_rows(longer, "remove:agenda.0")

    assert [item["number"] for item in longer["agenda"]] == [1, 2, 3, 4, 5]
    assert shorter["agenda"][0]["title"] == "What the days brought"
    assert [item["number"] for item in shorter["agenda"]] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "change",
    [
        "",
        "add:title",
        "add:nothing",
        "remove:agenda.99",
        "remove:agenda",
        "remove:title.0",
        "drop:agenda.0",
    ],
)
def test_a_made_up_row_changes_nothing(record, change):
    assert change_rows(record, change) == record


def test_another_word_in_an_item_changes_its_line_in_the_text(record):
    changed = form(record, news__1__text="A briefing on business with Japan on 20 October").record()

    text = aligned(record, changed)["sections"][0]["text"]

    assert "2. A briefing on business with Japan on 20 October" in text
    assert "19 October" not in text


def test_a_removed_item_leaves_the_text_and_the_numbers_close_up(record):
    text = aligned(record, change_rows(record, "remove:news.0"))["sections"][0]["text"]

    assert "partnerships" not in text
    assert "1. A briefing" in text
    assert "2. Everybody" in text


def test_another_deadline_is_written_into_the_words(record):
    changed = form(record, funding__1__deadlines="8 November 2023").record()

    both = aligned(record, changed)

    assert both["funding"][1]["text"] == "Agri-food cluster partnerships; deadline 8 November 2023"
    assert "deadline 8 November 2023" in both["sections"][3]["text"]


def test_an_item_and_its_link_stay_when_the_text_itself_was_edited(record):
    changed = form(record, sections__0__text="Only this.", news__0__text="Other words").record()

    assert aligned(record, changed)["sections"][0]["text"] == "Only this."


def test_what_was_changed_can_be_taken_back_unless_somebody_changed_it_again(record):
    changed = record | {"title": "New", "time_as_printed": "Then"}
    changes = differences(record, changed)

    back = undone(changed | {"time_as_printed": "Later"}, changes)

    assert (back["title"], back["time_as_printed"]) == (record["title"], "Later")


def test_rows_that_came_and_went_are_named_by_their_place():
    before, after = {"rows": ["a", "b", "c"]}, {"rows": ["a", "c", "d", "e"]}

    assert differences(before, after) == [
        {"place": "rows.1", "before": "b", "after": None},
        {"place": "rows.2", "before": None, "after": "d"},
        {"place": "rows.3", "before": None, "after": "e"},
    ]

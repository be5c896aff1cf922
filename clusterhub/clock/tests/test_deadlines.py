from datetime import date

import pytest

from clusterhub.clock.printed import find_deadlines, read_deadline

pytestmark = pytest.mark.pure

NEAR = date(2023, 10, 11)


def read(text, near=NEAR):
    return [
        (str(each.day), each.moment and each.moment.isoformat(), [d.code for d in each.doubts])
        for each in find_deadlines(text, near)
    ]


@pytest.mark.parametrize(
    ("text", "day", "moment", "doubts"),
    [
        ("19 March 2024", "2024-03-19", None, []),
        ("7 November", "2023-11-07", None, []),
        ("23 September 23:59 CET", "2023-09-23", "2023-09-23T23:59:00+02:00", ["zone-label"]),
        ("29 July 2022, 18.00 CEST", "2022-07-29", "2022-07-29T18:00:00+02:00", []),
        ("2 December 2022, 18:00 CEST", "2022-12-02", "2022-12-02T18:00:00+01:00", ["zone-label"]),
        ("26 October 2020 23.59 CEST", "2020-10-26", "2020-10-26T23:59:00+01:00", ["zone-label"]),
        ("by 17:00 CEST on 18 April 2024", "2024-04-18", "2024-04-18T17:00:00+02:00", []),
        ("5 pm CET, 12 March 2024", "2024-03-12", "2024-03-12T17:00:00+01:00", []),
        ("18 April 2024 17:00:00 Brussels time", "2024-04-18", "2024-04-18T17:00:00+02:00", []),
        ("2024-04-18T17:00+02:00", "2024-04-18", "2024-04-18T17:00:00+02:00", []),
        ("18 April 2024, 17:00", "2024-04-18", "2024-04-18T17:00:00+02:00", ["zone-missing"]),
        ("4-6 October 2023", "2023-10-06", None, []),
        ("31 February 2024, 17:00 CET", "None", None, ["impossible-date"]),
        ("18 April 2024, 24:00 CEST", "2024-04-18", "2024-04-19T00:00:00+02:00", []),
        ("18 April 2024, midnight CEST", "2024-04-18", "2024-04-19T00:00:00+02:00", ["midnight"]),
        ("18 April 2024, 9:00 – 17:00 CEST", "2024-04-18", "2024-04-18T17:00:00+02:00", []),
        ("18. April 2024 um 17 Uhr MESZ", "2024-04-18", "2024-04-18T17:00:00+02:00", []),
    ],
)
def test_a_deadline_is_a_day_and_perhaps_an_hour(text, day, moment, doubts):
    assert read(f"Deadline: {text}.") == [(day, moment, doubts)]


def test_the_printed_words_stand_in_the_text():
    text = "Apply until 18 April 2024 at 17:00 (Brussels local time), online."

    found = read_deadline(text)

    assert found.printed == text[found.start : found.end]
    assert found.printed == "18 April 2024 at 17:00 (Brussels local time)"
    assert (found.label, found.moment.zone) == ("Brussels local time", "Europe/Brussels")


def test_every_cut_off_keeps_its_own_hour():
    text = "29 July 2022, 18.00 CEST; 2 December 2022, 18:00 CEST; 1 April 2023, 17.00 CET"

    assert read(text) == [
        ("2022-07-29", "2022-07-29T18:00:00+02:00", []),
        ("2022-12-02", "2022-12-02T18:00:00+01:00", ["zone-label"]),
        ("2023-04-01", "2023-04-01T17:00:00+02:00", ["zone-label"]),
    ]


def test_an_hour_behind_a_list_holds_for_all_of_it():
    text = "cut-offs 29 July 2022, 2 December 2022 and 1 April 2023, 18.00 CET"

    assert read(text) == [
        ("2022-07-29", "2022-07-29T18:00:00+02:00", ["zone-label"]),
        ("2022-12-02", "2022-12-02T18:00:00+01:00", []),
        ("2023-04-01", "2023-04-01T18:00:00+02:00", ["zone-label"]),
    ]


def test_an_hour_of_another_sentence_is_not_taken():
    assert read("Deadline 7 November 2023. The office opens at 9:00 CET.") == [
        ("2023-11-07", None, [])
    ]


def test_a_text_without_a_day_has_no_deadline():
    assert read_deadline("always open, 24 hours", NEAR) is None
    assert find_deadlines("") == []

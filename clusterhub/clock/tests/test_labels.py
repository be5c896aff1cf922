from datetime import datetime, timedelta

import pytest

from clusterhub.clock.labels import (
    is_label,
    label_doubt,
    label_offsets,
    label_zone,
    offset_label,
    zone_label,
)

pytestmark = pytest.mark.pure

SUMMER = datetime(2023, 10, 11, 8, 30)
WINTER = datetime(2022, 12, 2, 18, 0)
BRUSSELS = "Europe/Brussels"


@pytest.mark.parametrize(
    ("label", "hours"),
    [
        ("CET", [1]),
        ("cest", [2]),
        ("MESZ", [2]),
        ("HNEC", [1]),
        ("GMT", [0]),
        ("UTC+2", [2]),
        ("UTC−3:30", [-3.5]),
        ("UTC + 2", [2]),
        ("UTC–3", [-3]),
        ("GMT+0530", [5.5]),
        ("(CET/CEST)", [1, 2]),
        ("IST", [1, 2, 5.5]),
        ("XYZ", []),
        ("", []),
    ],
)
def test_a_label_stands_for_offsets(label, hours):
    assert label_offsets(label) == tuple(timedelta(hours=value) for value in hours)


@pytest.mark.parametrize(
    ("label", "zone"),
    [
        ("Brussels time", BRUSSELS),
        ("(Brussels local time)", BRUSSELS),
        ("heure de Bruxelles", BRUSSELS),
        ("Brüsseler Zeit", BRUSSELS),
        ("New York time", "America/New_York"),
        ("local time", None),
        ("dinner time", None),
        ("CET", None),
    ],
)
def test_a_label_can_name_a_place(label, zone):
    assert label_zone(label) == zone


@pytest.mark.parametrize("text", ["local time", "CET", "UTC-1", "Paris time"])
def test_what_is_a_label(text):
    assert is_label(text) is True


@pytest.mark.parametrize(
    ("label", "local", "sentence"),
    [
        ("CET", SUMMER, 'On 11 October 2023 Brussels kept CEST (UTC+2); "CET" was printed.'),
        ("CEST", WINTER, 'On 2 December 2022 Brussels kept CET (UTC+1); "CEST" was printed.'),
        ("UTC", WINTER, 'On 2 December 2022 Brussels kept CET (UTC+1); "UTC" was printed.'),
    ],
)
def test_a_label_that_cannot_be_true_is_answered_with_what_held(label, local, sentence):
    found = label_doubt(label, BRUSSELS, local)

    assert (found.code, found.message) == ("zone-label", sentence)


@pytest.mark.parametrize(
    ("label", "local"),
    [
        ("CEST", SUMMER),
        ("MESZ", SUMMER),
        ("EET", SUMMER),  # Another name for what Brussels showed.
        ("CET/CEST", SUMMER),
        ("CET", WINTER),
        ("Brussels time", SUMMER),
        ("Berlin time", SUMMER),
        ("local time", SUMMER),
        ("whatever", SUMMER),
    ],
)
def test_a_label_that_can_be_true_raises_no_doubt(label, local):
    assert label_doubt(label, BRUSSELS, local) is None


def test_london_in_july_does_not_keep_gmt():
    july = datetime(2026, 7, 1, 10)

    assert label_doubt("GMT", "Europe/London", july).values["held"] == "BST (UTC+1)"
    assert label_doubt("BST", "Europe/London", july) is None


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        (BRUSSELS, "CEST"),
        ("Europe/London", "BST"),
        ("Europe/Dublin", "IST"),
        ("Europe/Istanbul", "UTC+3"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("Africa/Abidjan", "GMT"),
        ("America/St_Johns", "NDT"),
    ],
)
def test_hours_are_labelled_with_what_held(zone, label):
    assert zone_label(zone, SUMMER) == label


def test_offsets_are_written_with_minutes_and_seconds_only_where_needed():
    offsets = [
        timedelta(),
        timedelta(hours=2),
        timedelta(hours=-3.5),
        timedelta(minutes=17, seconds=30),
    ]

    assert [offset_label(each) for each in offsets] == ["UTC", "UTC+2", "UTC-3:30", "UTC+0:17:30"]

import json

import pytest

from clusterhub.matchmaking.scheduler import BadInput, Problem, read_text, schedule
from clusterhub.matchmaking.tests.makers import make_file, make_meeting, make_person, make_slot


def sentence(file):
    """What is said of a file, or "" when it is taken."""
    text = file if isinstance(file, str | bytes) else json.dumps(file)
    try:
        schedule(Problem(read_text(text)))
    except BadInput as refusal:
        return str(refusal)
    return ""


def changed(part, at=0, **changes):
    file = make_file()
    file[part][at] |= changes
    return file


SLOT, PERSON, MEETING = "slots", "participants", "meetings"
REFUSED = [
    ("", "The file is not JSON: Expecting value at line 1, column 1."),
    (b"\xff\xfe\x00", "The file is not text in UTF-8."),
    ("[" * 200_000, "The file is nested too deeply."),
    ('{"slots": ' + "9" * 5000 + "}", "The file has a number with too many digits."),
    ('{"slots": [], "slots": []}', 'An object has "slots" twice.'),
    ("[]", "The file must be an object in braces, not a list."),
    ("{}", 'The file lacks "slots".'),
    ('{"slots": {}}', '"slots" must be a list, not an object.'),
    ('{"slots": [3]}', 'Entry 1 of "slots" must be an object in braces, not a number.'),
    ('{"slots": [{}]}', 'Entry 1 of "slots" lacks "id".'),
    ('{"slots": [{"id": true}]}',
     'The id of entry 1 of "slots" must be text or a whole number, not true or false.'),
    ('{"slots": [{"id": NaN}]}', "NaN is no number that can be reckoned with."),
    ('{"slots": [{"id": ""}]}', 'The id of entry 1 of "slots" is empty.'),
    ('{"slots": [{"id": "\\ud800"}]}',
     "The id of entry 1 of \"slots\" has half a character in it: '\\ud800'."),
    ('{"slots": [{"id": "s"}]}', 'Slot "s" lacks "starts_at".'),
    (changed(SLOT, id="s1"), 'The id "s1" stands twice in "slots".'),
    (changed(SLOT, starts_at="9 o'clock"),
     'Slot "s0": "starts_at" must be a day and an hour such as 2026-11-23T09:00:00+01:00, '
     'not "9 o\'clock".'),
    (changed(SLOT, ends_at="2001-01-01T09:00Z"), 'Slot "s0" ends before it begins, or at once.'),
    (changed(SLOT, starts_at="2030-10-09T09:00", ends_at="2030-10-09T09:10"),
     'Slot "s0" has an hour without an offset such as +01:00; others have one.'),
    (changed(SLOT, tables=-1), 'Slot "s0": "tables" must be between 0 and 1,000,000,000.'),
    (changed(SLOT, tables=True),
     'Slot "s0": "tables" must be a whole number, not true or false.'),
    (changed(SLOT, tables=10**400), 'Slot "s0": "tables" must be between 0 and 1,000,000,000.'),
    (changed(PERSON, id="b"), 'The id "b" stands twice in "participants".'),
    (changed(PERSON, available=["s9"]),
     'Participant "a" names the slot "s9", which is not in the file.'),
    (changed(PERSON, available="s1"),
     'Participant "a": "available" must be a list, not text.'),
    (changed(PERSON, attends="both"),
     'Participant "a": "attends" must be "on_site" or "online", not "both".'),
    (changed(PERSON, attends=["online"]),
     'Participant "a": "attends" must be "on_site" or "online", not ["online"].'),
    (changed(PERSON, max_meetings=2.5),
     'Participant "a": "max_meetings" must be a whole number, not 2.5.'),
    (changed(PERSON, stand={}),
     'Participant "a": "stand" must be text or a whole number, not an object.'),
    (changed(MEETING, id="cd"), 'The id "cd" stands twice in "meetings".'),
    (changed(MEETING, a="nobody"),
     'Meeting "ab" names the participant "nobody", which is not in the file.'),
    (changed(MEETING, fixed_slot="s9"),
     'Meeting "ab" names the slot "s9", which is not in the file.'),
    (changed(MEETING, after=["xy"]),
     'Meeting "ab" names the meeting "xy", which is not in the file.'),
    (changed(MEETING, after=["ab"]), 'Meeting "ab" comes after itself.'),
    (changed(MEETING, value=-1), 'Meeting "ab": "value" must not be negative.'),
    (changed(MEETING, value="3"), 'Meeting "ab": "value" must be a number, not text.'),
    (changed(MEETING, value=10**400),
     'Meeting "ab": "value" must be at most 1,000,000,000.'),
    (json.dumps(changed(MEETING, value=7)).replace("7", "1e999"),
     'Meeting "ab": "value" must be a finite number.'),
    (make_file(options=[]), '"options" must be an object in braces, not a list.'),
    (make_file(options={"seconds": -1}), 'Option "seconds" must not be negative.'),
    (make_file(options={"seed": 1.5}), 'Option "seed" must be a whole number, not 1.5.'),
    (make_file(options={"weights": {"fairness": "much"}}),
     'Weight "fairness" must be a number, not text.'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "words"), REFUSED, ids=range(len(REFUSED)))
def test_what_leaves_open_what_was_meant_is_refused_in_one_sentence(file, words):
    assert sentence(file) == words


def test_what_is_left_out_has_the_obvious_meaning():
    file = {
        "slots": [make_slot(0)],
        "participants": [{"id": 1}, {"id": 2}],
        "meetings": [{"id": 0, "a": 1, "b": 2}],
    }

    answer = schedule(Problem(read_text("\ufeff" + json.dumps(file)))).as_data()

    assert answer["scheduled"] == [{"meeting": 0, "slot": "s0", "table": 1}]
    assert answer["value"] == 1


def test_values_far_apart_and_of_nothing_are_summed_and_bounded_all_the_same():
    values = [10**9, 1e-300, 0, 0.1, 0.2, 123456.789012345]
    people = [make_person(f"p{n}") for n in range(2 * len(values))]
    meetings = [
        make_meeting(f"m{n}", f"p{2 * n}", f"p{2 * n + 1}", value=value)
        for n, value in enumerate(values)
    ]
    file = make_file(slots=[make_slot(0, tables=None)], participants=people, meetings=meetings)

    answer = schedule(Problem(read_text(json.dumps(file)))).as_data()

    assert len(answer["scheduled"]) == len(values)
    assert sum(values) == pytest.approx(answer["value"]) == answer["bound"]


def test_twenty_kinds_of_rubbish_in_every_field_never_break_it():
    rubbish = [None, True, -1, 0, 2**64, 1.5, "", "s0", "a", [], [[]], {}, {"a": 1}, ["s0", "s0"]]

    for part in (SLOT, PERSON, MEETING):
        for name in make_file()[part][0]:
            for value in rubbish:
                words = sentence(changed(part, **{name: value}))
                assert words == "" or words.endswith("."), (part, name, value)

from clusterhub.matchmaking.tests.makers import made, make_file, make_meeting, make_slot


def reasons(file, **options):
    return {each["meeting"]: each["reason"] for each in made(file, **options)["unscheduled"]}


def test_what_is_clear_but_cannot_be_held_comes_back_with_its_reason():
    file = make_file(slots=3, people="abcdefg", pairs=("ab",))
    people = {person["id"]: person for person in file["participants"]}
    people["c"]["available"], people["d"]["max_meetings"] = [], 0
    people["e"]["available"], people["f"]["available"] = ["s0"], ["s1"]
    file["meetings"] += [
        make_meeting("again", "b", "a"),
        make_meeting("alone", "a", "a"),
        make_meeting("away", "a", "c"),
        make_meeting("none", "a", "d"),
        make_meeting("apart", "e", "f"),
        make_meeting("narrow", "a", "f", slots=["s0"]),
        make_meeting("fixed away", "b", "f", fixed_slot="s0"),
        make_meeting("fixed elsewhere", "a", "g", slots=["s0"], fixed_slot="s1"),
    ]

    assert reasons(file) == {
        "again": 'The same two people are to meet already: "ab".',
        "alone": "Nobody meets themselves.",
        "away": 'Participant "c" is available in no slot.',
        "none": 'Participant "d" wants no meetings.',
        "apart": "The two are never available in the same slot.",
        "narrow": "Not both are available in any slot that it allows.",
        "fixed away": 'Not both are available in its fixed slot "s0".',
        "fixed elsewhere": 'Its fixed slot "s1" is not an allowed one.',
    }


def test_without_tables_nobody_meets_on_site():
    file = make_file(slots=1)
    file["slots"] = [make_slot(0, tables=0)]

    assert reasons(file) == dict.fromkeys(
        ("ab", "cd"), "There are no tables in the slots that would do."
    )


def test_everybody_wants_one_person():
    file = make_file(slots=2, people="abcde", pairs=("ab", "ac", "ad", "ae"))

    found = reasons(file)

    assert list(found.values()) == ['Participant "a" has other meetings in all slots.'] * 2


def test_whoever_has_as_many_as_wanted_is_named():
    file = make_file(slots=3, people="abc", pairs=("ab", "ac"))
    file["participants"][0]["max_meetings"] = 1

    (reason,) = reasons(file).values()

    assert reason == 'Participant "a" has one meeting, as many as wanted.'


def test_a_lack_of_tables_is_told_from_a_lack_of_time():
    file = make_file(slots=1)
    file["slots"] = [make_slot(0, tables=1)]

    (reason,) = reasons(file).values()

    assert reason == "All tables are taken where both are free."


def test_two_promises_of_one_slot_leave_one_unkept_and_say_so():
    file = make_file(slots=2, people="abc", pairs=("ab", "ac"))
    for meeting in file["meetings"]:
        meeting["fixed_slot"] = "s0"

    assert list(reasons(file).values()) == ['Another meeting takes its fixed slot "s0".']


def test_nobody_and_nothing_is_an_empty_schedule():
    nothing = {"slots": [], "participants": [], "meetings": [], "options": {}}

    assert made(nothing) == {
        "scheduled": [],
        "unscheduled": [],
        "value": 0,
        "bound": 0,
        "idle_slots": 0,
    }

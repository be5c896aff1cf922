import json

import pytest
from django.core.management import CommandError, call_command

from clusterhub.events.models import Event, EventStatus
from clusterhub.events.tests.makers import at, make_event
from clusterhub.events.tests.reading import FILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(
        status=EventStatus.DRAFT, starts_at=at(2027, 3, 27, 8, 0), ends_at=at(2027, 3, 28, 20, 0)
    )


def run(capsys, name, *options):
    call_command("import_programme", str(FILES / name), *options)
    return capsys.readouterr().out


def test_a_programme_is_taken_over_and_the_second_time_is_the_same(capsys, event):
    first = run(capsys, "schedule.xml", "--event", event.slug)
    second = run(capsys, "schedule.xml", "--event", event.slug)

    assert "2 new" in first and event.get_absolute_url() in first
    assert "2 the same as before" in second
    assert event.sessions.count() == 2


def test_a_dry_run_says_all_and_changes_nothing(capsys, event, tmp_path):
    out = tmp_path / "report.json"

    said = run(capsys, "programm.csv", "--event", event.slug, "--dry-run", "--report", str(out))

    report = json.loads(out.read_text())
    assert "Nothing was changed." in said and not event.sessions.exists()
    assert report["counts"] == {"new": 2, "changed": 0, "gone": 0, "same": 0}
    assert [session["verdict"] for session in report["sessions"]] == ["new", "new"]
    assert [note["code"] for note in report["notes"] if note["left_out"]] == ["ends-before-start"]


def test_a_new_event_is_made(capsys):
    run(capsys, "event.jsonld", "--new", "--zone", "Europe/Helsinki")

    event = Event.objects.get()
    assert (event.title, event.time_zone) == ("Timber days", "Europe/Helsinki")


def test_without_an_event_it_only_says_what_it_reads(capsys):
    said = run(capsys, "schedule.json")

    assert "2 sessions of “Timber days”, read as pretalx" in said


@pytest.mark.parametrize(
    "options, words",
    [
        (["nothing.xml"], "No such file"),
        (["schedule.xml", "--event", "unknown"], "There is no event unknown"),
        (["flat.json"], "name no time zone"),
        (["flat.json", "--zone", "Mars/Base"], "no time zone"),
        (["bomb.xml"], "XML entities"),
        (["schedule.xml", "--dialect", "indico"], "cannot be read as indico"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(options, words):
    with pytest.raises(CommandError) as refusal:
        call_command("import_programme", str(FILES / options[0]), *options[1:])

    assert words in str(refusal.value)


def test_replace_takes_away_what_the_file_lacks(capsys, event):
    run(capsys, "schedule.xml", "--event", event.slug)

    said = run(capsys, "schedule.json", "--event", event.slug, "--replace")

    assert "Not in the file: Saw mill at night" in said
    assert sorted(event.sessions.values_list("title", flat=True)) == ["Opening", "Saws"]

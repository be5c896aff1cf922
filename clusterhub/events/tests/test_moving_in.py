"""Attendees move in from other programs: their exports, by the page and by the command."""

import pytest
from django.core.management import CommandError, call_command

from clusterhub.events.models import (
    PeopleList,
    Registration,
)
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.listing_people import (
    FILES,
    out_of,
    people,
    take,
    verdicts,
)
from clusterhub.events.tests.makers import make_admission, make_event

pytestmark = pytest.mark.django_db


def test_a_pretix_and_an_indico_list_move_in():
    event = make_admission(places=10).event

    pretix = take(out_of("pretix_positions.csv", event))
    indico = take(out_of("indico_registrations.csv", event))

    assert verdicts(pretix) == ["new", "new", "cancelled", "new", "typo"]
    assert verdicts(indico) == ["same", "cancelled", "new", "cancelled", "faulty"]
    assert people(event) == dict.fromkeys(
        ["Anna Lind", "Bo Ek", "Dóra Kiss", "Gré de Vries"], "confirmed"
    )
    bo = Registration.objects.get(name="Bo Ek")
    assert (bo.email, bo.organisation_name, bo.way) == (
        "office@timber.example", "Timber Valley", "import",
    )  # fmt: skip
    assert_places_add_up(event)


def test_the_command_moves_people_in_and_repeats_harmlessly(capsys):
    event = make_admission(places=3).event
    file = str(FILES / "pretix_positions.csv")

    call_command("import_people", file, event=event.slug, dry_run=True)
    looked = (Registration.objects.count(), PeopleList.objects.count())
    call_command("import_people", file, event=event.slug, typos="take")
    said = capsys.readouterr()
    call_command("import_people", file, event=event.slug, typos="take")

    assert looked == (0, 0)
    assert "Nothing was changed." in said.out
    assert "gmail.com" in said.err
    assert sorted(people(event).values()) == ["confirmed"] * 3 + ["waiting"]
    assert_places_add_up(event)


def test_the_command_says_what_it_needs():
    event = make_admission(places={"on_site": 3, "online": None}).event
    file = str(FILES / "indico_registrations.csv")

    for slug, options in (("nothing", {}), (event.slug, {}), (make_event().slug, {})):
        with pytest.raises(CommandError):
            call_command("import_people", file, event=slug, **options)
    with pytest.raises(CommandError):
        call_command("import_people", "/nowhere.csv", event=event.slug, mode="on_site")
    call_command("import_people", file, event=event.slug, mode="online")

    assert set(event.registrations.values_list("mode", flat=True)) == {"online"}

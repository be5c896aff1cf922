"""Lists of people as organisers bring them."""

from pathlib import Path

from django.core.files import File

from clusterhub.events.operations.people_lists import apply_list, start_list
from clusterhub.events.people_tables import out_of_file
from clusterhub.events.tests.grouping import brought

FILES = Path(__file__).parent / "files"
HEADER = ("Name", "E-mail")
ANNA, BO = ("Anna Lind", "anna@timber.example"), ("Bo Ek", "bo@timber.example")


def take(people_list):
    start_list(people_list, by=None)
    return apply_list(people_list)


def verdicts(people_list):
    return list(people_list.rows.values_list("verdict", flat=True))


def out_of(name, event, **facts):
    with (FILES / name).open("rb") as opened:
        table = out_of_file(File(opened, name=name))
    lines = [row.cells for row in table.rows]
    return brought(event, *lines, **facts)


def people(event):
    return dict(event.registrations.order_by("pk").values_list("name", "status"))

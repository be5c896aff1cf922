"""Groups as their clusters register them."""

from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.documents.tables import Row
from clusterhub.events.models import Fit, ListPurpose
from clusterhub.events.operations.parties import Newcomer, register_party
from clusterhub.events.operations.people_lists import bring_list
from clusterhub.events.tests.makers import make_admission


def guests(*names):
    return [Newcomer(f"{name.title()} Lind", f"{name}@timber.example") for name in names]


def open_for_groups(places=3, **changes):
    return make_admission(places=places, **({"allows_parties": True} | changes)).event


def make_cluster():
    """A listed organisation, and somebody who keeps its profile."""
    organisation = make_organisation()
    return organisation, make_editor(organisation)


def group(event, *names, fit=Fit.ALL, by=None, organisation=None, mode="on_site"):
    return register_party(
        event, guests=guests(*names), mode=mode, fit=fit, by=by, organisation=organisation
    )


def statuses(party):
    rows = party.registrations.order_by("pk").values_list("name", "status")
    return {name.split()[0].lower(): status for name, status in rows}


def brought(event, *lines, purpose=ListPurpose.ATTENDEES, **facts):
    """A list of rows, each a list of cells."""
    rows = [Row(number, list(cells)) for number, cells in enumerate(lines, 1)]
    return bring_list(event, rows=rows, purpose=purpose, by=None, **({"mode": "on_site"} | facts))

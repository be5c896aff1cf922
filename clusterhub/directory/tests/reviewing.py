"""The cast of review: a cluster that meets everything, its administrator, and who decides."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Level, State
from clusterhub.directory.operations import refresh_shown
from clusterhub.directory.operations.review import submit_for_review
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation_in

COUNTS = {"sme": 12, "large": 1, "research": 2, "public": 1}
REASONS = "The English website answers with an error."


def make_member_state(code="AT", name="Austria"):
    country = make_country(code, name)
    country.standings.get_or_create(programme="eu", defaults={"starts_on": date(1995, 1, 1)})
    return country


def make_cluster(state=State.DRAFT, meets_all=True, country=None, **changes):
    """A cluster organisation in the Union and its administrator."""
    values = {
        "country": country or make_member_state(),
        "website": "https://timber.example",
        "description": "We bring sawmills and builders together.",
    }
    if meets_all:
        values |= {
            "staff_fte": Decimal(2),
            "english_website": "https://timber.example/en",
            "facts": {"services": "Study visits"},
        }
    organisation = make_organisation_in(state, **values | changes)
    if meets_all:
        organisation.counts.create(counted_on=date.today(), **COUNTS)
        refresh_shown(organisation)
    return organisation, make_editor(organisation, Level.ADMINISTRATOR)


def make_submission(**changes):
    """One that waits, by the way it comes about."""
    organisation, owner = make_cluster(**changes)
    return submit_for_review(organisation, by=owner)


def make_validator():
    return make_user(roles=[Role.VALIDATOR])


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name, *args):
    return reverse(f"directory:{name}", args=args)


def words(response):
    return response.content.decode()

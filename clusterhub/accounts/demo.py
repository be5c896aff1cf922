"""The people of the demonstration: known by these addresses only, and only where settings.DEMO is on."""

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts.models import Role


@dataclass(frozen=True)
class DemoPerson:
    email: str
    name: str
    does: str
    roles: tuple = ()
    languages: tuple = ("en",)
    time_zone: str = "Europe/Brussels"


DEMO_PEOPLE = [
    DemoPerson(
        "anna.member@demo.clusterhub.example",
        "Anna Lindqvist",
        _("Member"),
        languages=("sv", "en"),
        time_zone="Europe/Stockholm",
    ),
    DemoPerson(
        "eva.editor@demo.clusterhub.example",
        "Eva Moreau",
        _("Editor"),
        (Role.EDITOR,),
        ("fr", "en", "de"),
    ),
    DemoPerson(
        "eric.events@demo.clusterhub.example", "Eric Janssens", _("Event team"), (Role.EVENT_TEAM,)
    ),
    DemoPerson(
        "vera.validator@demo.clusterhub.example",
        "Vera Horváth",
        _("Validator"),
        (Role.VALIDATOR,),
        ("hu", "en"),
        "Europe/Budapest",
    ),
    DemoPerson(
        "adam.admin@demo.clusterhub.example",
        "Adam Kowalski",
        _("Administrator"),
        (Role.ADMINISTRATOR,),
        ("pl", "en"),
        "Europe/Warsaw",
    ),
]


# Whoever comes through a proxy on this machine only seems to sit at it.
PROXIED = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA"}


def is_open_to(request):
    """Demo sign-in works on the machine that shows the demo, and nowhere else."""
    if not settings.DEMO or PROXIED & request.META.keys():
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False

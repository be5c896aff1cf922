from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts import demo
from clusterhub.accounts.permissions import can_administer

register = template.Library()

SECTIONS = [
    ("accounts:profile", _("Profile")),
    ("account_email", _("E-mail address")),
    ("mfa_index", _("Sign-in and security")),
    ("usersessions_list", _("Where you are signed in")),
    ("socialaccount_connections", _("Other sign-in services")),
    ("accounts:consents", _("Consents")),
    ("accounts:own-data", _("Your data")),
]
FOR_ADMINISTRATORS = [
    ("accounts:people", _("People and roles")),
    ("accounts:activity", _("Activity")),
]


@register.simple_tag(takes_context=True)
def account_sections(context):
    """The pages of one's account; the longest address that fits is where the reader is."""
    request = context["request"]
    listed = SECTIONS + (FOR_ADMINISTRATORS if can_administer(request.user) else [])
    sections = [{"url": url, "label": label} for name, label in listed if (url := _address(name))]
    fitting = [section for section in sections if request.path.startswith(section["url"])]
    if fitting:
        max(fitting, key=lambda section: len(section["url"]))["is_here"] = True
    return sections


def _address(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def demo_people(context):
    """Whom a visitor of the demonstration may be; empty everywhere else."""
    return demo.DEMO_PEOPLE if demo.is_open_to(context["request"]) else []

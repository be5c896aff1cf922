import re

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusterhub.accounts import demo
from clusterhub.accounts.permissions import can_administer

register = template.Library()

# The first that fits: Edge says that it is Chrome, too, and Chrome that it is Safari.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"CriOS": "Chrome", "FxiOS": "Firefox", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "Mac", "CrOS": "ChromeOS", "Linux": "Linux"}

SECTIONS = [
    ("accounts:profile", _("Profile")),
    ("account_email", _("E-mail address")),
    ("mfa_index", _("Sign-in and security")),
    ("usersessions_list", _("Where you are signed in")),
    ("socialaccount_connections", _("Other sign-in services")),
    ("api:tokens", _("Access tokens")),
    ("api:webhooks", _("Webhooks")),
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


@register.filter
def browser_in_words(user_agent):
    """ "Firefox on Windows"; what no word fits is shown as it came."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    if not browser or not system:
        return user_agent
    return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}


@register.filter
def details_in_words(details):
    """What an entry of the trail keeps besides, in one line: "code: topic matched"."""
    return " · ".join(f"{_plain(name)}: {_plain(value)}" for name, value in details.items())


def _plain(value):
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    text = str(value)
    return re.sub("[_-]", " ", text) if re.fullmatch("[a-z_-]+", text) else text

"""What is known of who asks whether she may apply: her profile, kept answers, and this session's."""

from datetime import date

from django.utils import timezone

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.directory.kinds import HAS_MEMBERS
from clusterhub.directory.models import Organisation
from clusterhub.directory.models.editing import levels_of
from clusterhub.funding.eligibility import Standings
from clusterhub.funding.models import KeptAnswers
from clusterhub.vocabularies.models import CountryStanding

SESSION_KEY = "eligibility"
MOST_APPLICANTS = 20  # In one session; the oldest goes first.
STANDING = ("country", "programme", "starts_on", "ends_on", "is_certain")
LEVELS = ("bronze", "silver", "gold")


def today():
    return timezone.localdate(timezone=zone_info(DEFAULT_ZONE))


def standings():
    return Standings(CountryStanding.objects.values_list(*STANDING))


def own_organisations(user):
    """Those whose editors may ask for them, by name."""
    pks = list(levels_of(user))
    if not pks:
        return []
    return list(Organisation.objects.filter(pk__in=pks).select_related("region").order_by("name"))


def chosen_organisation(own, slug):
    """The one that the address names; without a word the first; `someone-else` is none of them."""
    if not own or slug == "someone-else":
        return None
    return next((one for one in own if one.slug == slug), own[0])


def known_of(request, organisation, on):
    """Every fact: the profile says it, unless an answer does; this session's answers go first."""
    facts = {}
    if organisation is not None:
        kept = KeptAnswers.objects.filter(organisation=organisation).first()
        facts = facts_of(organisation, on) | (kept.facts if kept else {})
    return facts | session_answers(request, organisation)


def facts_of(organisation, on):
    """What the profile says, as facts of the check."""
    told = plain_facts(organisation)
    held = organisation.labels.filter(issued_on__lte=on, valid_until__gte=on)
    if label := best_label(held.values_list("level", flat=True)):
        told["label"] = label
    ties = organisation.memberships.current().mutual()
    for slug in ties.values_list("cluster_organisation__slug", flat=True):
        told[f"member_of/{slug}"] = True
    return told


def plain_facts(organisation):
    """What stands in the organisation's own row; its region is read with it."""
    told = {
        "kind": organisation.kind,
        "country": organisation.country_id,
        "region": organisation.region.code if organisation.region_id else None,
        "founded": f"{organisation.founded_year:04}" if organisation.founded_year else None,
        "nace": _activities(organisation),
    }
    if organisation.kind in HAS_MEMBERS and organisation.staff_fte is not None:
        told["staff"] = float(organisation.staff_fte)
    return {name: value for name, value in told.items() if value}


def _activities(organisation):
    codes = organisation.facts.get("activities", [])
    return [code.removeprefix("2.1:") for code in codes if code.startswith("2.1:")]


def best_label(levels):
    """The best that is valid; that the directory knows none does not mean that there is none."""
    return max((level for level in levels if level in LEVELS), key=LEVELS.index, default=None)


def session_answers(request, organisation):
    answers = request.session.get(SESSION_KEY, {})
    return answers.get(_key(organisation), {})


def remember_answers(request, organisation, facts):
    """Add to the answers of this session; what is said to be unknown again goes."""
    answers = request.session.get(SESSION_KEY, {})
    told = answers.pop(_key(organisation), {}) | facts
    answers[_key(organisation)] = told
    for oldest in list(answers)[:-MOST_APPLICANTS]:
        del answers[oldest]
    request.session[SESSION_KEY] = answers


def forget_session(request, organisation):
    answers = request.session.get(SESSION_KEY, {})
    if answers.pop(_key(organisation), None) is not None:
        request.session[SESSION_KEY] = answers


def _key(organisation):
    return str(organisation.pk) if organisation else ""


def day_of(text, default):
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return default

"""Rules of a call that its publisher made binding. All others are a proposal and shut no door."""

from django.utils.translation import gettext as _

from clusterhub.directory.models.editing import levels_of
from clusterhub.funding import applicants
from clusterhub.funding.eligibility import Answer, check
from clusterhub.funding.may_apply import results_in_words
from clusterhub.funding.models import KeptAnswers


def wall_before(call, organisation=None, country=None, *, askers=()):
    """Why this body may surely not apply, as a sentence; "" if no binding rule says so. What is not
    known is no wall.

    Answers that a body keeps for itself are looked at only where one of `askers` edits it. Figures
    are never in the sentence: whoever else is on the team reads it, too.
    """
    if not any(rule.get("binding") is True for rule in call.rules):
        return ""
    on = applicants.today()
    facts = {"country": country.pk} if country else {}
    if organisation is not None:
        facts = applicants.facts_of(organisation, on) | _kept(organisation, askers)
    verdict = check(call.rules, facts, on, applicants.standings())
    if not verdict.is_wall:
        return ""
    lines = results_in_words(verdict, facts)
    broken = [line for line in lines if line["is_binding"] and line["answer"] == Answer.NO]
    return _("A binding rule of the call is not met: %s") % " ".join(
        line["words"] for line in broken
    )


def _kept(organisation, askers):
    if not any(organisation.pk in levels_of(person) for person in askers):
        return {}
    kept = KeptAnswers.objects.filter(organisation=organisation).first()
    return kept.facts if kept else {}

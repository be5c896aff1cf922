"""From the idea to the outcome: the moments of one application, in order."""

from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words


def trail_of(application):
    """Steps for the component `trail`: done with their day, the next, and those to come."""
    outcome = getattr(application, "outcome", None)
    award = getattr(outcome, "award", None) if outcome else None
    moments = [
        (_("Begun"), application.created_at),
        (_("Handed in"), application.submitted_at),
        (_("Decided"), outcome and outcome.told_at),
    ]
    if outcome and not outcome.is_funded:
        return _steps(moments)
    paid = award and award.steps.filter(paid_on__isnull=False).order_by("paid_on").first()
    moments += [
        (_("Agreement signed"), award and award.signed_on),
        (_("First payment"), paid and paid.paid_on),
        (_("Outcome"), award and award.closed_at),
    ]
    return _steps(moments)


def _steps(moments):
    steps, is_next = [], True
    for name, moment in moments:
        state = "done" if moment else ("here" if is_next else "next")
        is_next = is_next and bool(moment)
        detail = (
            day_in_words(moment.date() if hasattr(moment, "date") else moment) if moment else ""
        )
        steps.append({"name": name, "state": state, "url": "", "detail": detail})
    return steps

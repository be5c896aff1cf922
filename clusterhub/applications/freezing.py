"""Whether an application is what it was handed in as: nobody on its team changes it any more."""

from django.utils import timezone

from clusterhub.applications.models import Evaluation


def is_frozen(application, now=None):
    """Handed in, and its deadline with the grace is over; an open exception thaws it until then."""
    now = now or timezone.now()
    if not application.is_standing:
        return False
    hosted = application.hosted
    deadlines = [application.cut_off] if application.cut_off else hosted.deadlines()
    if not deadlines or any(hosted.takes_until(each.closes_at) > now for each in deadlines):
        return False
    is_let_in = application.late_exceptions.filter(ended_at=None, until__gt=now).exists()
    return not is_let_in or is_judged(application)


def is_judged(application):
    """Whether scores are about it already: what they are about does not change under them."""
    rows = Evaluation.objects.filter(assignment__application=application, voided_at=None)
    return rows.exclude(given_at=None).exists()

"""The ways in. What somebody may not see answers as if it were not there."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import AccessVerb, HostedCall
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.ties import find_ties_at_the_desk
from clusterhub.applications.permissions import (
    STAFF,
    holds,
    member_of,
    roles_of,
    visible_applications,
)

RELATED = (
    *("hosted__call__organisation", "form", "cut_off", "lead_organisation", "lead_country"),
    *("lead_region", "came_from"),
)


def private(view):
    """Signed in, kept by no cache and found by no search engine."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        return kept_from_others(view(request, *args, **kwargs))

    return guarded


def kept_from_others(response):
    response["Referrer-Policy"] = "same-origin"  # With none at all, forms are refused as forged.
    response["X-Robots-Tag"] = "noindex"
    return response


def own_application(request, uid, *roles):
    """An application on whose team the reader is, in one of these roles; with `as_member`."""
    rows = visible_applications(request.user).select_related(*RELATED)
    application = get_object_or_404(rows, uid=uid)
    member = member_of(request.user, application)
    if member is None or (roles and member.role not in roles):
        raise Http404
    application.as_member = member
    if request.method in ("GET", "HEAD"):
        record_access(application, AccessVerb.READ, by=request.user, as_what=member.role)
    return application


def readable_application(request, uid, what="", notes=True):
    """An application that the reader may read; who reads it stands in its log, unless the page shows
    nothing of it and says so."""
    rows = visible_applications(request.user).select_related(*RELATED)
    application = get_object_or_404(rows, uid=uid)
    application.as_member = member_of(request.user, application)
    if application.as_member is None:
        as_handed_in([application])
    is_on_the_desk = application.as_member is None and holds(
        request.user, application.hosted, *STAFF
    )
    if is_on_the_desk and find_ties_at_the_desk(application, request.user):
        raise Http404
    if notes:
        note_reading(request, application, what)
    return application


def note_reading(request, application, what=""):
    as_what = application.as_member.role if application.as_member else _role(request, application)
    verb = AccessVerb.DOWNLOADED if what else AccessVerb.READ
    record_access(application, verb, by=request.user, as_what=as_what, what=what)


def _role(request, application):
    return " ".join(sorted(roles_of(request.user).get(application.hosted_id, ())))[:20]


def hosted_for(request, slug, *kinds):
    """A hosted call at whose desk the reader sits, as one of these."""
    rows = HostedCall.objects.select_related("call__organisation")
    hosted = get_object_or_404(rows.at(slug).prefetch_related("call__deadlines"))
    if not holds(request.user, hosted, *kinds):
        raise Http404
    return hosted

"""How the editors' pages begin: sign in, and be an editor; for others a draft does not exist."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.permissions import can_edit_summaries


def for_editors(view):
    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        if not can_edit_summaries(request.user):
            if kwargs:
                raise Http404  # That there is such a draft is nobody else's business.
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def summary_for(request, pk):
    visible = EventSummary.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("event", "updated_by", "source"), pk=pk)


def revision_of(request):
    """The revision that the page showed; 0, which nothing has, for anything made up."""
    revision = request.POST.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else 0

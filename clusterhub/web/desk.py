"""What the editors' pages of one record have in common; each app says which record and which words."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clusterhub.web.older import SavedMeanwhile


def only_for(may):
    """A view for those whom `may(user)` allows; who has not signed in is asked to."""

    def with_a_guard(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return with_a_guard


def sent(request):
    """What a form is bound to; an empty POST is sent, too."""
    return request.POST if request.method == "POST" else None


def saved(request, form, operation, *records, refusals=None):
    """What `operation` made of the form, or None: nothing was sent, it does not fit, or it was
    refused. `refusals` has the field and the words for each exception that is one."""
    if not form.is_valid():
        return None
    refusals = refusals or {}
    try:
        return operation(*records, by=request.user, **form.cleaned_data)
    except SavedMeanwhile:
        form.refuse_as_older()
        return None
    except tuple(refusals) as refusal:
        form.add_error(*refusals[type(refusal)])
        return None


def change_publication(request, record, *, publish, withdraw):
    if request.POST.get("withdraw"):
        withdraw(record, by=request.user)
        messages.success(request, _("Withdrawn. Only editors see it now."))
    else:
        publish(record, by=request.user)
        messages.success(request, _("Published. Everyone can see it now."))
    return redirect(record)

"""The editors' doors: add, change, publish, and keep the deadlines."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from clusterhub.funding import operations
from clusterhub.funding.forms import CallForm, DeadlineForm, MomentForm
from clusterhub.funding.models import Call, Deadline
from clusterhub.funding.operations import ClosesBeforeItOpens, IdentifierTaken
from clusterhub.funding.permissions import can_edit_calls
from clusterhub.web.desk import change_publication, only_for, saved, sent

for_editors = only_for(can_edit_calls)
DEADLINE_ID = "deadline-%s"  # Two forms stand on one page.
MOMENT_ID = "moment-%s"
GOES_ON_FIRST = {
    operations.ResumesBeforeItIsSuspended: (
        "day",
        gettext_lazy("It goes on after it was suspended, not before."),
    )
}
CLOSES_FIRST = gettext_lazy("A call cannot close before it opens.")
TAKEN = {
    IdentifierTaken: ("identifier", gettext_lazy("Another call is known under this identifier."))
}
OPENS_TOO_LATE = {ClosesBeforeItOpens: ("opens_on", CLOSES_FIRST), **TAKEN}
CLOSES_TOO_EARLY = {ClosesBeforeItOpens: ("day", CLOSES_FIRST)}


@for_editors
def add_call(request):
    form = CallForm(sent(request))
    if call := saved(request, form, operations.create_call, refusals=TAKEN):
        return redirect("funding:edit-call", call.slug)
    return render(request, "funding/edit_call.html", {"form": form})


@for_editors
def edit_call(request, slug):
    call = _call(slug)
    form = CallForm.of(call, sent(request))
    if saved(request, form, operations.update_call, call, refusals=OPENS_TOO_LATE):
        messages.success(request, _("Saved."))
        return redirect(call)
    return _edit_call(request, call, form=form)


@for_editors
@require_POST
def deadlines(request, slug):
    call, form = _call(slug), DeadlineForm(request.POST, auto_id=DEADLINE_ID)
    if saved(request, form, operations.add_deadline, call, refusals=CLOSES_TOO_EARLY):
        return redirect("funding:edit-call", slug)
    return _edit_call(request, call, deadline_form=form)


@for_editors
@require_POST
def moments(request, slug):
    """It is suspended, goes on, is cancelled, spent, or its results are out: from when."""
    call, form = _call(slug), MomentForm(request.POST, auto_id=MOMENT_ID)
    if saved(request, form, operations.set_moment, call, refusals=GOES_ON_FIRST):
        messages.success(request, _("Saved."))
        return redirect("funding:edit-call", slug)
    return _edit_call(request, call, moment_form=form)


def _edit_call(request, call, form=None, deadline_form=None, moment_form=None):
    context = {
        "call": call,
        "form": form or CallForm.of(call),
        "deadline_form": deadline_form or DeadlineForm(auto_id=DEADLINE_ID),
        "moment_form": moment_form or MomentForm(auto_id=MOMENT_ID),
        "moments": [
            (label, getattr(call, name))
            for name, label in MomentForm.base_fields["moment"].choices
            if getattr(call, name)
        ],
        "deadlines": list(call.deadlines.all()),
    }
    return render(request, "funding/edit_call.html", context)


@for_editors
def deadline(request, slug, pk):
    row = get_object_or_404(Deadline.objects.select_related("call"), pk=pk, call__slug=slug)
    form = DeadlineForm.of(row, sent(request))
    if saved(request, form, operations.move_deadline, row, refusals=CLOSES_TOO_EARLY):
        messages.success(request, _("The deadline has moved; its history says so."))
        return redirect("funding:edit-call", slug)
    context = {"deadline": row, "call": row.call, "form": form}
    return render(request, "funding/move_deadline.html", context)


@for_editors
@require_POST
def deadline_removal(request, slug, pk):
    row = get_object_or_404(Deadline, pk=pk, call__slug=slug)
    try:
        operations.remove_deadline(row, by=request.user)
    except operations.DeadlineInUse:
        messages.error(request, _("Applications were handed in for it: move it instead."))
    return redirect("funding:edit-call", slug)


@for_editors
@require_POST
def publication(request, slug):
    return change_publication(
        request, _call(slug), publish=operations.publish_call, withdraw=operations.withdraw_call
    )


def _call(slug):
    return get_object_or_404(
        Call.objects.select_related("organisation").with_deadlines(), slug=slug
    )

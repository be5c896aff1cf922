"""A profile that nobody keeps is claimed; a validator decides where an address does not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.forms.editors import ClaimDecisionForm, ClaimForm
from clusterhub.directory.models import Claim, Organisation, Verdict
from clusterhub.directory.operations.claims import claim_organisation, decide_claim, own_host
from clusterhub.directory.operations.ownership import has_administrator
from clusterhub.directory.permissions import can_validate
from clusterhub.directory.views.attempts import attempt_form
from clusterhub.directory.views.wording import REFUSALS, words_of
from clusterhub.web.desk import only_for


@login_required
def claim(request, slug):
    organisation = get_object_or_404(Organisation.objects.listed(), slug=slug)
    host = own_host(organisation, request.user)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if host:
        form.fields["reason"].required = False
    if form.is_valid():
        try:
            made = claim_organisation(organisation, by=request.user, **form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, words_of(refusal))
        else:
            if made.verdict == Verdict.GRANTED:
                messages.success(request, _("The profile is yours to keep."))
                return redirect("directory:standing", slug)
            messages.success(request, _("A validator decides; you get an e-mail."))
            return redirect("directory:mine")
    context = {
        "organisation": organisation,
        "form": form,
        "host": host,
        "is_kept": has_administrator(organisation),
    }
    return render(request, "directory/editors/claim.html", context)


@only_for(can_validate)
@require_safe
def claims(request):
    rows = Claim.objects.open().select_related("organisation__country", "claimant")
    return render(request, "directory/review/claims.html", {"claims": list(rows[:200])})


@only_for(can_validate)
@require_POST
def claim_decision(request, pk):
    row = get_object_or_404(Claim.objects.select_related("organisation"), pk=pk)
    form = ClaimDecisionForm(request.POST)
    attempt_form(request, form, decide_claim, row, done=_("Decided. The person gets an e-mail."))
    return redirect("directory:claims")

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.accounts.consents import WORDINGS
from clusterhub.accounts.operations import TermsNeeded, give_consent, withdraw_consent


@login_required
@require_safe
def consents(request):
    history = list(request.user.consents.newest_first())
    current = {consent.purpose: consent for consent in history if not consent.withdrawn_at}
    choices = [(wording, current.get(purpose)) for purpose, wording in WORDINGS.items()]
    return render(request, "accounts/consents.html", {"choices": choices, "history": history})


@login_required
@require_POST
def consent(request, purpose):
    if purpose not in WORDINGS:
        raise Http404
    if "withdraw" not in request.POST:
        give_consent(request.user, purpose)
        messages.success(request, _("Noted: yes."))
        return redirect("accounts:consents")
    try:
        withdraw_consent(request.user, purpose)
    except TermsNeeded:
        messages.error(request, _("To take back the terms of use, close your account instead."))
        return redirect("accounts:own-data")
    messages.success(request, _("Noted: no longer."))
    return redirect("accounts:consents")

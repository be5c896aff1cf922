"""Behind the links that came by mail: join a team, confirm as a partner."""

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusterhub.applications.forms.applying import PartnerAnswerForm
from clusterhub.applications.links import member_behind, partner_behind
from clusterhub.applications.operations.partners import answer_as_partner, can_answer
from clusterhub.applications.operations.team import join_team, still_holds
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import kept_from_others
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def invitation(request, token):
    """Whoever holds the link reads what she is asked; to join she signs in with that address."""
    row = member_behind(token)
    if row is None or row.ended_at is not None:
        raise Http404
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        done = _("You are on the team.")
        if attempt(request, join_team, row, by=request.user, done=done):
            return redirect(row.application)
    back = urlencode({"next": request.path})
    context = {
        "row": row,
        "application": row.application,
        "call": row.application.hosted.call,
        "is_open": still_holds(row),
        "login_url": f"{reverse('account_login')}?{back}",
        "signup_url": f"{reverse('account_signup')}?{back}",
    }
    return kept_from_others(render(request, "applications/invitation.html", context))


@never_cache
@require_http_methods(METHODS)
def partner(request, token):
    """The partner sees what is said of it and answers; no account is needed."""
    row = partner_behind(token)
    if row is None or row.removed_at is not None:
        raise Http404
    form = PartnerAnswerForm(sent(request))
    if form.is_valid():
        confirms = request.POST.get("answer") == "yes"
        facts = {"confirms": confirms, "name": form.cleaned_data["name"]}
        facts["by"] = request.user if request.user.is_authenticated else None
        if attempt(request, answer_as_partner, row, done=_("Thank you."), **facts):
            return kept_from_others(redirect(request.path))
    context = {
        "row": row,
        "application": row.application,
        "call": row.application.hosted.call,
        "is_open": can_answer(row),
        "form": form,
    }
    status = 422 if form.errors else 200
    return kept_from_others(render(request, "applications/partner.html", context, status=status))

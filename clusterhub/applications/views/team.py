"""Who writes an application, and who takes part in it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.applications.forms.applying import InvitationForm, PartnerForm
from clusterhub.applications.freezing import is_frozen
from clusterhub.applications.models import MemberRole
from clusterhub.applications.operations import partners as partner_operations
from clusterhub.applications.operations import team as team_operations
from clusterhub.applications.permissions import WRITERS
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import own_application, private
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@private
def team(request, uid):
    roles = (MemberRole.LEAD,) if request.method == "POST" else ()
    application = own_application(request, uid, *roles)
    form = InvitationForm(sent(request))
    if form.is_valid():
        facts = {**form.cleaned_data, "by": request.user, "done": _("Invited.")}
        if attempt(request, team_operations.invite_member, application, **facts):
            return redirect("applications:team", uid)
    context = {
        "application": application,
        "members": list(application.members.current().select_related("person")),
        "roles": MemberRole.choices,
        "form": form,
        "can_lead": application.as_member.role == MemberRole.LEAD,
    }
    return render(request, "applications/team.html", context, status=422 if form.errors else 200)


@require_POST
@private
def member_role(request, uid, pk):
    application = own_application(request, uid, MemberRole.LEAD)
    row = get_object_or_404(application.members.current(), pk=pk)
    role = request.POST.get("role")
    if role in MemberRole.values:
        operation = team_operations.change_member
        attempt(request, operation, row, role=role, by=request.user, done=_("Changed."))
    return redirect("applications:team", uid)


@require_POST
@private
def member_end(request, uid, pk):
    application = own_application(request, uid)
    row = get_object_or_404(application.members.current(), pk=pk)
    is_own = row.person_id == request.user.pk
    done = _("You have left.") if is_own else _("Removed.")
    is_done = attempt(request, team_operations.end_member, row, by=request.user, done=done)
    if is_done and is_own:
        return redirect("applications:mine")
    return redirect("applications:team", uid)


@require_http_methods(METHODS)
@private
def partners(request, uid):
    roles = WRITERS if request.method == "POST" else ()
    application = own_application(request, uid, *roles)
    form = PartnerForm(sent(request))
    form.fields["organisation"].seen_by(request.user)
    if form.is_valid():
        facts = {**form.cleaned_data, "by": request.user, "asks": True, "done": _("Added.")}
        if attempt(request, partner_operations.add_partner, application, **facts):
            return redirect("applications:partners", uid)
    rows = application.partners.filter(removed_at=None)
    context = {
        "application": application,
        "partners": list(rows.select_related("organisation", "country")),
        "form": form,
        "can_write": application.as_member.role in WRITERS and not is_frozen(application),
    }
    status = 422 if form.errors else 200
    return render(request, "applications/partners.html", context, status=status)


@require_POST
@private
def partner_asking(request, uid, pk):
    application = own_application(request, uid, *WRITERS)
    row = get_object_or_404(application.partners.filter(removed_at=None), pk=pk)
    done = _("Asked again; the link in the letter before leads nowhere now.")
    attempt(request, partner_operations.ask_partner, row, by=request.user, done=done)
    return redirect("applications:partners", uid)


@require_POST
@private
def partner_removal(request, uid, pk):
    application = own_application(request, uid, *WRITERS)
    row = get_object_or_404(application.partners.filter(removed_at=None), pk=pk)
    attempt(request, partner_operations.remove_partner, row, by=request.user, done=_("Removed."))
    return redirect("applications:partners", uid)

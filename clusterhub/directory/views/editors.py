"""Who keeps a profile: its editors, invitations, leaving and handing over."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.forms.editors import InvitationForm, LevelForm
from clusterhub.directory.invitations import digest_of
from clusterhub.directory.models import Invitation, Level, Organisation
from clusterhub.directory.operations import editors as operations
from clusterhub.directory.permissions import can_manage_organisation, edits
from clusterhub.directory.views.attempts import attempt, attempt_form
from clusterhub.directory.views.doors import organisation_for


def can_see_editors(user, organisation):
    return edits(user, organisation) or can_manage_organisation(user, organisation)


@login_required
def editors(request, slug):
    organisation = organisation_for(request, slug, can_see_editors)
    can_manage = can_manage_organisation(request.user, organisation)
    form = InvitationForm(request.POST if request.method == "POST" else None, can_manage=can_manage)
    if form.is_valid() and attempt(
        request, operations.invite_editor, organisation, done=_("Invited."), **form.cleaned_data
    ):
        return redirect("directory:editors", slug)
    current = list(organisation.editorships.current().select_related("editor", "granted_by"))
    context = {
        "organisation": organisation,
        "editorships": current,
        "administrators": sum(row.level == Level.ADMINISTRATOR for row in current),
        "invitations": list(organisation.invitations.open().select_related("invited_by")),
        "form": form,
        "can_manage": can_manage,
    }
    return render(request, "directory/editors/editors.html", context)


@login_required
@require_POST
def editorship_end(request, slug, pk):
    organisation = organisation_for(request, slug, can_see_editors)
    row = get_object_or_404(organisation.editorships.current(), pk=pk)
    is_own = row.editor_id == request.user.pk
    done = _("You have left.") if is_own else _("Removed.")
    is_done = attempt(request, operations.end_editorship, row, done=done)
    if is_done and is_own:
        return redirect("directory:mine")
    return redirect("directory:editors", slug)


@login_required
@require_POST
def editorship_level(request, slug, pk):
    organisation = organisation_for(request, slug, can_manage_organisation)
    row = get_object_or_404(organisation.editorships.current(), pk=pk)
    attempt_form(request, LevelForm(request.POST), operations.change_level, row, done=_("Changed."))
    return redirect("directory:editors", slug)


@login_required
@require_POST
def handing_over(request, slug, pk):
    organisation = organisation_for(request, slug, can_see_editors)
    to = get_object_or_404(organisation.editorships.current(), pk=pk).editor
    if attempt(request, operations.hand_over, organisation, to=to, done=_("Handed over.")):
        return redirect("directory:mine")
    return redirect("directory:editors", slug)


@login_required
@require_POST
def invitation_withdrawal(request, slug, pk):
    organisation = organisation_for(request, slug, can_see_editors)
    row = get_object_or_404(organisation.invitations.open(), pk=pk)
    attempt(request, operations.withdraw_invitation, row, done=_("The invitation is withdrawn."))
    return redirect("directory:editors", slug)


@never_cache
def invitation(request, token):
    """Whoever holds the link reads what she is asked; to accept it she signs in."""
    rows = Invitation.objects.select_related("organisation__country", "invited_by")
    row = get_object_or_404(rows, token_digest=digest_of(token))
    is_accepting = request.method == "POST"
    if is_accepting and not request.user.is_authenticated:
        return redirect_to_login(request.path)
    done = _("You keep this profile now.")
    if is_accepting and attempt(request, operations.accept_invitation, row, done=done):
        return redirect("directory:standing", row.organisation.slug)
    back = urlencode({"next": request.path})
    context = {
        "invitation": row,
        "organisation": row.organisation,
        "is_open": operations.still_holds(row),
        "is_own": request.user.is_authenticated and row.accepted_by_id == request.user.pk,
        "is_page_seen": Organisation.objects.visible_to(request.user)
        .filter(pk=row.organisation_id)
        .exists(),
        "login_url": f"{reverse('account_login')}?{back}",
        "signup_url": f"{reverse('account_signup')}?{back}",
    }
    return render(request, "directory/editors/invitation.html", context)


@login_required
@require_safe
def mine(request):
    own = request.user.editorships.current().select_related("organisation__country")
    own = own.filter(organisation__merged_into=None, organisation__erased_at=None)
    claims = request.user.claims.select_related("organisation").order_by("-asked_at")[:10]
    context = {"editorships": list(own), "claims": list(claims)}
    return render(request, "directory/editors/mine.html", context)

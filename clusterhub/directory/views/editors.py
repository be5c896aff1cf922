"""Who keeps a profile: its editors, invitations, leaving and handing over."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.accounts.invited import digest_of
from clusterhub.directory.forms.editors import InvitationForm, LevelForm
from clusterhub.directory.models import Invitation, Level, Organisation
from clusterhub.directory.operations import editors as operations
from clusterhub.directory.permissions import can_manage_organisation, edits
from clusterhub.directory.views.attempts import attempt, attempt_form, still_there
from clusterhub.directory.views.doors import organisation_for

GONE = gettext_lazy("This person no longer keeps the profile.")


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
    if request.user.editorships.filter(pk=pk, organisation__slug=slug).exclude(ended_at=None):
        messages.info(request, _("You have left already."))
        return redirect("directory:mine")
    organisation = organisation_for(request, slug, can_see_editors)
    row = still_there(request, organisation.editorships.current(), pk)
    if row is None:
        return redirect("directory:editors", slug)
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
    form, done = LevelForm(request.POST), _("Changed.")
    if row := still_there(request, organisation.editorships.current(), pk, words=GONE):
        attempt_form(request, form, operations.change_level, row, done=done)
    return redirect("directory:editors", slug)


@login_required
@require_POST
def handing_over(request, slug, pk):
    organisation = organisation_for(request, slug, can_see_editors)
    row = still_there(request, organisation.editorships.current(), pk, words=GONE)
    done = _("Handed over.")
    if row and attempt(request, operations.hand_over, organisation, to=row.editor, done=done):
        return redirect("directory:mine")
    return redirect("directory:editors", slug)


@login_required
@require_POST
def invitation_withdrawal(request, slug, pk):
    organisation = organisation_for(request, slug, can_see_editors)
    done = _("The invitation is withdrawn.")
    words = _("This invitation was accepted, or withdrawn already.")
    if row := still_there(request, organisation.invitations.open(), pk, words=words):
        attempt(request, operations.withdraw_invitation, row, done=done)
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

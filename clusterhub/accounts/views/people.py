from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.accounts.forms import RoleForm
from clusterhub.accounts.models import Role, User
from clusterhub.accounts.operations import LastAdministrator, grant_role, revoke_role
from clusterhub.accounts.permissions import can_administer
from clusterhub.activity.models import Entry

PEOPLE_PER_PAGE = 50


def administrators_only(view):
    """Anybody else is told that there is no such page."""

    @login_required
    def guarded(request, *arguments, **named):
        if not can_administer(request.user):
            raise Http404
        return view(request, *arguments, **named)

    return guarded


def typed(request, name):
    """A filter out of the address; PostgreSQL cannot look for the character that is cut out."""
    return request.GET.get(name, "").replace("\x00", "")[:100]


@administrators_only
@require_safe
def people(request):
    words, role = typed(request, "q"), typed(request, "role")
    found = User.objects.visible_to(request.user).named_like(words).with_current_roles()
    if role in Role.values:
        found = found.filter(role_grants__role=role, role_grants__revoked_at=None)
    page = Paginator(found.order_by("name", "email"), PEOPLE_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "words": words, "role": role, "roles": Role.choices}
    return render(request, "accounts/people.html", context)


@administrators_only
@require_safe
def person(request, pk):
    shown = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    grants = list(shown.role_grants.newest_first().select_related("granted_by"))
    held = {grant.role for grant in grants if not grant.revoked_at}
    context = {
        "person": shown,
        "grants": grants,
        "roles": [(role, role in held) for role in Role],
        "entries": Entry.objects.about(shown).newest_first()[:20],
    }
    return render(request, "accounts/person.html", context)


@administrators_only
@require_POST
def role(request, pk):
    holder = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    chosen = Role(form.cleaned_data["role"])
    names = {"name": holder, "role": chosen.label}
    try:
        if "revoke" in request.POST:
            revoke_role(holder, chosen, by=request.user)
            messages.success(request, _("%(name)s is no longer: %(role)s.") % names)
        else:
            grant_role(holder, chosen, by=request.user)
            messages.success(request, _("%(name)s is now: %(role)s.") % names)
    except LastAdministrator:
        words = _("%(name)s is the last administrator. Give that role to somebody else first.")
        messages.error(request, words % names)
    return redirect("accounts:person", pk=holder.pk)

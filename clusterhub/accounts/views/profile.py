from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.accounts.export import everything_about
from clusterhub.accounts.forms import CloseAccountForm, PhotoForm, ProfileForm
from clusterhub.accounts.operations import (
    LastAdministrator,
    change_profile,
    close_account,
    remove_photo,
    set_photo,
)

FORM = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@FORM
def profile(request):
    person = request.user
    known = {part: getattr(person, part) for part in ("name", "languages", "time_zone")}
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        change_profile(person, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    context = {"form": form, "photo_form": PhotoForm(), "person": person}
    return render(request, "accounts/profile.html", context)


@login_required
@require_POST
def photo(request):
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        set_photo(request.user, form.cleaned_data["photo"])
        messages.success(request, _("Your photo is saved."))
        return redirect("accounts:profile")
    known = {part: getattr(request.user, part) for part in ("name", "languages", "time_zone")}
    context = {"form": ProfileForm(initial=known), "photo_form": form, "person": request.user}
    return render(request, "accounts/profile.html", context, status=422)


@login_required
@require_POST
def photo_removal(request):
    remove_photo(request.user)
    messages.success(request, _("Your photo is removed."))
    return redirect("accounts:profile")


@login_required
@require_safe
def own_data(request):
    return render(
        request, "accounts/own_data.html", {"form": CloseAccountForm(person=request.user)}
    )


@never_cache
@login_required
@require_safe
def export(request):
    response = JsonResponse(
        everything_about(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


@login_required
@require_POST
def closing(request):
    form = CloseAccountForm(request.POST, person=request.user)
    if form.is_valid():
        try:
            close_account(request.user)
        except LastAdministrator:
            form.add_error(
                None, _("You are the last administrator. Give that role to somebody else first.")
            )
        else:
            logout(request)
            messages.success(request, _("Your account is closed and your data are erased."))
            return redirect("account_login")
    return render(request, "accounts/own_data.html", {"form": form}, status=422)

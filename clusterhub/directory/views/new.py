"""A profile begins: first the country, then the kind, then the name with its likely twins."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clusterhub.directory.forms.new import CountryStep, KindStep, ProfileForm
from clusterhub.directory.operations.starting import start_profile
from clusterhub.directory.permissions import can_add_organisation, can_edit_directory
from clusterhub.directory.refusals import LikelyTwin, TooManyDrafts
from clusterhub.directory.views.seat import say_where
from clusterhub.directory.views.wording import words_of
from clusterhub.web.desk import only_for


@only_for(can_add_organisation)
def new_organisation(request):
    if request.method == "POST":
        return _last_step(request)
    country = CountryStep(request.GET if "country" in request.GET else None)
    if not country.is_valid():
        return _show(request, form=country, step=1)
    kind = KindStep(request.GET if "kind" in request.GET else None)
    chosen = {"country": country.cleaned_data["country"]}
    if not kind.is_valid():
        return _show(request, form=kind, step=2, **chosen)
    chosen |= kind.cleaned_data
    return _show(request, form=ProfileForm(initial=chosen), step=3, **chosen)


def _last_step(request):
    form, twins = ProfileForm(request.POST), []
    if form.is_valid():
        try:
            organisation = start_profile(by=request.user, **form.cleaned_data)
        except LikelyTwin as refusal:
            twins = refusal.candidates
        except TooManyDrafts as refusal:
            form.add_error(None, words_of(refusal))
        else:
            messages.success(
                request, _("The draft is made. Only you and the site's people see it.")
            )
            say_where(request, form, organisation)
            return redirect("directory:standing", organisation.slug)
    chosen = {name: form.cleaned_data.get(name) for name in ("country", "kind")}
    return _show(request, form=form, step=3, twins=twins, **chosen)


def _show(request, *, form, step, **context):
    context |= {"form": form, "step": step, "can_list": can_edit_directory(request.user)}
    context["kind_words"] = dict(KindStep.base_fields["kind"].choices).get(context.get("kind"))
    return render(request, "directory/new/new.html", context)

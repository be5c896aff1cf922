"""The editors' doors: add, change, publish."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.directory import operations
from clusterhub.directory.forms import AffiliationForm, OrganisationForm, OtherNameForm, PersonForm
from clusterhub.directory.models import Affiliation, Organisation, OtherName, Person
from clusterhub.directory.permissions import can_edit_directory


def for_editors(view):
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not can_edit_directory(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_editors
def add_organisation(request):
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = operations.create_organisation(by=request.user, **form.cleaned_data)
        return redirect("directory:edit-organisation", organisation.slug)
    return render(request, "directory/edit_organisation.html", {"form": form})


@for_editors
def edit_organisation(request, slug):
    organisation = get_object_or_404(
        Organisation.objects.select_related("parent", "region"), slug=slug
    )
    form = OrganisationForm.of(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_organisation(organisation, by=request.user, **form.cleaned_data)
        except operations.OwnParent:
            form.add_error("parent", _("An organisation cannot be part of itself."))
        else:
            messages.success(request, _("Saved."))
            return redirect(organisation)
    return _edit_organisation(request, organisation, form=form)


@for_editors
@require_POST
def other_names(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    form = OtherNameForm(request.POST)
    if not form.is_valid():
        return _edit_organisation(request, organisation, name_form=form)
    operations.add_other_name(organisation, by=request.user, **form.cleaned_data)
    return redirect("directory:edit-organisation", slug)


def _edit_organisation(request, organisation, form=None, name_form=None):
    context = {
        "organisation": organisation,
        "form": form or OrganisationForm.of(organisation),
        "name_form": name_form or OtherNameForm(),
        "other_names": list(organisation.other_names.all()),
    }
    return render(request, "directory/edit_organisation.html", context)


@for_editors
@require_POST
def remove_other_name(request, slug, pk):
    row = get_object_or_404(OtherName, pk=pk, organisation__slug=slug)
    operations.remove_other_name(row, by=request.user)
    return redirect("directory:edit-organisation", slug)


@for_editors
@require_POST
def organisation_publication(request, slug):
    return _change_publication(request, get_object_or_404(Organisation, slug=slug))


@for_editors
@require_POST
def person_publication(request, slug):
    return _change_publication(request, get_object_or_404(Person, slug=slug))


def _change_publication(request, record):
    if request.POST.get("withdraw"):
        operations.withdraw(record, by=request.user)
        messages.success(request, _("Withdrawn. Only editors see it now."))
    else:
        operations.publish(record, by=request.user)
        messages.success(request, _("Published. Everyone can see it now."))
    return redirect(record)


@for_editors
def add_person(request):
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = operations.create_person(by=request.user, **form.cleaned_data)
        return redirect("directory:edit-person", person.slug)
    return render(request, "directory/edit_person.html", {"form": form})


@for_editors
def edit_person(request, slug):
    person = get_object_or_404(Person.objects.select_related("country"), slug=slug)
    form = PersonForm.of(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.update_person(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(person)
    return _edit_person(request, person, form=form)


@for_editors
@require_POST
def affiliations(request, slug):
    person = get_object_or_404(Person, slug=slug)
    form = AffiliationForm(request.POST)
    if not form.is_valid():
        return _edit_person(request, person, tie_form=form)
    operations.add_affiliation(person, by=request.user, **form.cleaned_data)
    return redirect("directory:edit-person", slug)


def _edit_person(request, person, form=None, tie_form=None):
    ties = person.affiliations.current().select_related("organisation")
    context = {
        "person": person,
        "form": form or PersonForm.of(person),
        "tie_form": tie_form or AffiliationForm(),
        "affiliations": list(ties),
    }
    return render(request, "directory/edit_person.html", context)


@for_editors
@require_POST
def end_affiliation(request, slug, pk):
    tie = get_object_or_404(Affiliation.objects.current(), pk=pk, person__slug=slug)
    operations.end_affiliation(tie, by=request.user)
    return redirect("directory:edit-person", slug)

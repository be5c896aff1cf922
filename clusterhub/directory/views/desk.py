"""The editors' doors: add, change, publish."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from clusterhub.directory import operations
from clusterhub.directory.forms import AffiliationForm, OrganisationForm, OtherNameForm, PersonForm
from clusterhub.directory.models import Organisation, Person
from clusterhub.directory.permissions import can_edit_directory
from clusterhub.directory.states import Verb, verbs_from
from clusterhub.directory.views.attempts import still_there
from clusterhub.web.desk import change_publication, only_for, saved, sent

for_editors = only_for(can_edit_directory)
NOT_FROM_HERE = gettext_lazy("It is “%s”. It cannot be listed or taken off the list from there.")
OWN_PARENT = gettext_lazy("An organisation cannot be part of itself.")


@for_editors
def add_organisation(request):
    form = OrganisationForm(sent(request))
    if organisation := saved(request, form, operations.create_organisation):
        return redirect("directory:edit-organisation", organisation.slug)
    return render(request, "directory/edit_organisation.html", {"form": form})


@for_editors
def edit_organisation(request, slug):
    organisation = get_object_or_404(
        Organisation.objects.select_related("parent", "region"), slug=slug
    )
    form = OrganisationForm.of(organisation, sent(request))
    refusals = {operations.OwnParent: ("parent", OWN_PARENT)}
    if saved(request, form, operations.update_organisation, organisation, refusals=refusals):
        messages.success(request, _("Saved."))
        return redirect(organisation)
    return _edit_organisation(request, organisation, form=form)


@for_editors
@require_POST
def other_names(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    form = OtherNameForm(request.POST)
    if saved(request, form, operations.add_other_name, organisation):
        return redirect("directory:edit-organisation", slug)
    return _edit_organisation(request, organisation, name_form=form)


def _edit_organisation(request, organisation, form=None, name_form=None):
    context = {
        "organisation": organisation,
        "form": form or OrganisationForm.of(organisation),
        "name_form": name_form or OtherNameForm(),
        "publication_blocked": _what_blocks_publication(organisation),
        "other_names": list(organisation.other_names.all()),
    }
    return render(request, "directory/edit_organisation.html", context)


def _what_blocks_publication(organisation):
    if {Verb.LIST, Verb.UNLIST} & set(verbs_from(organisation.state)):
        return ""
    return NOT_FROM_HERE % organisation.get_state_display()


@for_editors
@require_POST
def remove_other_name(request, slug, pk):
    organisation = get_object_or_404(Organisation, slug=slug)
    if row := still_there(request, organisation.other_names, pk):
        operations.remove_other_name(row, by=request.user)
    return redirect("directory:edit-organisation", slug)


@for_editors
@require_POST
def organisation_publication(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    try:
        return _change_publication(request, organisation)
    except operations.NotReachable:
        messages.error(request, NOT_FROM_HERE % organisation.get_state_display())
        return redirect("directory:edit-organisation", slug)


@for_editors
@require_POST
def person_publication(request, slug):
    return _change_publication(request, get_object_or_404(Person, slug=slug))


def _change_publication(request, record):
    return change_publication(
        request, record, publish=operations.publish, withdraw=operations.withdraw
    )


@for_editors
def add_person(request):
    form = PersonForm(sent(request))
    if person := saved(request, form, operations.create_person):
        return redirect("directory:edit-person", person.slug)
    return render(request, "directory/edit_person.html", {"form": form})


@for_editors
def edit_person(request, slug):
    person = get_object_or_404(Person.objects.select_related("country"), slug=slug)
    form = PersonForm.of(person, sent(request))
    if saved(request, form, operations.update_person, person):
        messages.success(request, _("Saved."))
        return redirect(person)
    return _edit_person(request, person, form=form)


@for_editors
@require_POST
def affiliations(request, slug):
    person = get_object_or_404(Person, slug=slug)
    form = AffiliationForm(request.POST)
    if saved(request, form, operations.add_affiliation, person):
        return redirect("directory:edit-person", slug)
    return _edit_person(request, person, tie_form=form)


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
    person = get_object_or_404(Person, slug=slug)
    words = _("It has ended already.")
    if tie := still_there(request, person.affiliations.current(), pk, words=words):
        operations.end_affiliation(tie, by=request.user)
    return redirect("directory:edit-person", slug)

"""The publisher builds the form, looks at it as applicants will, tries it, publishes it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.applications.filling import Filled
from clusterhub.applications.forms.building import (
    OWN_FIELDS,
    PublicationForm,
    QuestionForm,
    SectionForm,
)
from clusterhub.applications.models import FormVersion, Question, QuestionKind, RoleKind, Section
from clusterhub.applications.operations import building, writing
from clusterhub.applications.reading import form_sections
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import hosted_for, private
from clusterhub.web.desk import sent
from clusterhub.web.older import SavedMeanwhile, stamp_of

METHODS = ["GET", "HEAD", "POST"]


def _context(hosted, **more):
    return {"hosted": hosted, "call": hosted.call, **more}


def _draft_or_published(hosted):
    return hosted.forms.order_by("-number").first()


@require_http_methods(METHODS)
@private
def builder(request, slug):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    form = SectionForm(sent(request))
    if form.is_valid():
        draft = building.draft_form(hosted, by=request.user)
        names = ("title", "help")
        facts = {name: form.cleaned_data[name] for name in names}
        facts |= {"by": request.user, "done": _("Added.")}
        if attempt(request, building.add_section, draft, **facts):
            return redirect("applications:builder", slug)
    version = _draft_or_published(hosted)
    sections = form_sections(version)
    context = _context(
        hosted,
        version=version,
        sections=sections,
        labels={q.key: q.label for _s, some in sections for q in some},
        kinds=QuestionKind.choices,
        form=form,
        publication=PublicationForm(),
        published=list(hosted.forms.published().order_by("-number")),
        has_questions=any(some for _section, some in sections),
    )
    return render(request, "applications/builder.html", context, status=422 if form.errors else 200)


@require_POST
@private
def draft(request, slug):
    """A copy of the published version, to change it."""
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    attempt(request, building.draft_form, hosted, by=request.user)
    return redirect("applications:builder", slug)


def _row(hosted, model, pk):
    rows = model.objects.filter(form__hosted=hosted, form__published_at=None)
    return get_object_or_404(rows.select_related("form__hosted"), pk=pk)


@require_http_methods(METHODS)
@private
def section(request, slug, pk):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    row = _row(hosted, Section, pk)
    said = building.said_in(row)
    form = SectionForm(sent(request), initial=said | {"stamp": stamp_of(said)})
    if form.is_valid() and _is_changed(request, building.change_section, row, form):
        return redirect("applications:builder", slug)
    context = _context(hosted, form=form, heading=row.title, action=_("Save section"))
    return render(
        request, "applications/build_row.html", context, status=422 if form.errors else 200
    )


@require_http_methods(METHODS)
@private
def new_question(request, slug, pk, kind):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    row = get_object_or_404(Section, pk=_row(hosted, Section, pk).pk)
    if kind not in OWN_FIELDS:
        return redirect("applications:builder", slug)
    form = QuestionForm(sent(request), kind=kind, before=_before(row.form, row))
    if form.is_valid():
        facts = {**form.facts(), "kind": kind, "by": request.user, "done": _("Added.")}
        del facts["based_on"]
        if attempt(request, building.add_question, row, **facts):
            return redirect("applications:builder", slug)
    heading = f"{row.title}: {QuestionKind(kind).label}"
    context = _context(hosted, form=form, heading=heading, action=_("Add question"))
    return render(
        request, "applications/build_row.html", context, status=422 if form.errors else 200
    )


@require_http_methods(METHODS)
@private
def question(request, slug, pk):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    row = _row(hosted, Question, pk)
    before = _before(row.form, row.section, row)
    stamp = stamp_of(building.said_in(row))
    form = QuestionForm(sent(request), kind=row.kind, before=before, question=row, stamp=stamp)
    if form.is_valid() and _is_changed(request, building.change_question, row, form, form.facts()):
        return redirect("applications:builder", slug)
    heading = f"{row.section.title}: {row.get_kind_display()}"
    context = _context(hosted, form=form, heading=heading, action=_("Save question"))
    return render(
        request, "applications/build_row.html", context, status=422 if form.errors else 200
    )


def _is_changed(request, operation, row, form, facts=None):
    facts = facts or form.cleaned_data
    try:
        return attempt(request, operation, row, by=request.user, done=_("Saved."), **facts)
    except SavedMeanwhile:
        return form.refuse_as_older()


def _before(form, section, question=None):
    """The questions that stand before this place: only on these a condition can hang."""
    found = []
    for each, some in form_sections(form):
        for other in some:
            if question and other.pk == question.pk:
                return found
            found.append(other)
        if each.pk == section.pk:
            return found
    return found


@require_POST
@private
def move(request, slug, what, pk):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    model, _remove = _kind_of_row(what)
    row = _row(hosted, model, pk)
    attempt(request, building.move_row, row, up="up" in request.POST, by=request.user)
    return redirect(f"{_builder(slug)}#{what}-{pk}")


def _kind_of_row(what):
    if what == "section":
        return Section, building.remove_section
    if what == "question":
        return Question, building.remove_question
    raise Http404


def _builder(slug):
    return redirect("applications:builder", slug)["Location"]


@require_POST
@private
def removal(request, slug, what, pk):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    model, operation = _kind_of_row(what)
    row = _row(hosted, model, pk)
    attempt(request, operation, row, by=request.user, done=_("Removed."))
    return redirect("applications:builder", slug)


@require_POST
@private
def publication(request, slug):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    form = PublicationForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    done = _("Published. From now on everybody writes in this version.")
    attempt(request, building.publish_form, hosted, by=request.user, note=note, done=done)
    return redirect("applications:builder", slug)


@require_safe
@private
def preview(request, slug, number):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    version = get_object_or_404(FormVersion, hosted=hosted, number=number)
    sections = [
        (section, [Filled(question=each, most_kept=1000) for each in some])
        for section, some in form_sections(version)
    ]
    context = _context(hosted, version=version, sections=sections)
    return render(request, "applications/preview.html", context)


@require_POST
@private
def trial(request, slug):
    """An application of the publisher's own that counts nowhere."""
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    facts = {"title": _("Trial"), "lead_name": _("Trial"), "is_test": True, "by": request.user}
    row = attempt(request, writing.start_application, hosted, **facts)
    return redirect(row) if row else redirect("applications:builder", slug)

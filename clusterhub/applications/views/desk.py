"""The publisher's desk: what has come in, the rules, the people, opening, late exceptions."""

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.applications.forms.applying import ExceptionForm
from clusterhub.applications.forms.building import RoleForm, RulesForm
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import Application, HostedCall, RoleKind
from clusterhub.applications.operations import hosting, stages, submitting
from clusterhub.applications.operations.forgetting import funnel_of
from clusterhub.applications.operations.ties import find_ties_in
from clusterhub.applications.permissions import (
    STAFF,
    can_administer,
    can_host,
    holds,
    visible_applications,
)
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import hosted_for, private
from clusterhub.funding.models import Call
from clusterhub.web.desk import sent
from clusterhub.web.older import SavedMeanwhile

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@require_POST
@private
def hosting_of(request, slug):
    """Take applications to this call here; whoever does so is its first publisher."""
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    if not can_host(request.user, call):
        raise Http404
    if attempt(request, hosting.host_call, call, by=request.user):
        return redirect("applications:desk", slug)
    return redirect(call)


@require_safe
@private
def desk(request, slug):
    hosted = hosted_for(request, slug, *STAFF)
    find_ties_in(hosted, request.user)
    page = _page(request, hosted)
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "page": page,
        "funnel": funnel_of(hosted),
        "readable": _readable(request, page),
        "is_publisher": holds(request.user, hosted, RoleKind.PUBLISHER),
        "is_officer": holds(request.user, hosted, RoleKind.OFFICER),
        "form": hosted.forms.published().order_by("-number").first(),
        "draft": hosted.forms.filter(published_at=None).first(),
        "stages": list(HostedCall.objects.filter(call=hosted.call).select_related("call")),
        "deadlines": hosted.deadlines(),
    }
    return render(request, "applications/desk.html", context)


def _page(request, hosted):
    """Titles and states; contents only where the deadline is over."""
    rows = hosted.applications.real().select_related("lead_organisation", "lead_country")
    rows = rows.select_related("lead_region").prefetch_related("late_exceptions").order_by("number")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = as_handed_in(list(page.object_list))
    return page


def _readable(request, page):
    rows = visible_applications(request.user).filter(pk__in=[row.pk for row in page])
    return set(rows.values_list("pk", flat=True))


@require_safe
@private
def desk_json(request, slug):
    hosted = hosted_for(request, slug, *STAFF)
    find_ties_in(hosted, request.user)
    page = _page(request, hosted)
    readable = _readable(request, page)
    return JsonResponse(
        {
            "call": hosted.call.slug,
            "stage": hosted.stage,
            "funnel": funnel_of(hosted),
            "page": page.number,
            "pages": page.paginator.num_pages,
            "applications": [_in_list(row, row.pk in readable) for row in page],
        }
    )


def _in_list(row, is_readable):
    moments = ("created_at", "submitted_at", "withdrawn_at")
    return {
        "reference": row.reference,
        "title": row.title,
        "lead": row.lead,
        "country": row.lead_country_id,
        **{name: getattr(row, name) and getattr(row, name).isoformat() for name in moments},
        "url": f"{row.get_absolute_url()}reading/" if is_readable else None,
    }


@require_http_methods(METHODS)
@private
def rules(request, slug):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    form = RulesForm.of(hosting.said_in(hosted), sent(request))
    if form.is_valid() and _is_changed(request, hosted, form):
        return redirect("applications:desk", slug)
    context = {"hosted": hosted, "call": hosted.call, "form": form}
    return render(request, "applications/rules.html", context, status=422 if form.errors else 200)


def _is_changed(request, hosted, form):
    facts = {**form.cleaned_data, "by": request.user, "done": _("Saved.")}
    try:
        return attempt(request, hosting.change_settings, hosted, **facts)
    except SavedMeanwhile:
        return form.refuse_as_older()


@require_POST
@private
def opening(request, slug):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    done = _("Open: whoever sees the call can apply here now.")
    attempt(request, hosting.open_hosted, hosted, by=request.user, done=done)
    return redirect("applications:desk", slug)


@require_POST
@private
def second_stage(request, slug):
    hosted = hosted_for(request, slug, RoleKind.PUBLISHER)
    done = _("Here is the second stage: build its form, publish it, and open it.")
    if second := attempt(request, stages.add_second_stage, hosted, by=request.user, done=done):
        return redirect("applications:desk", second.address)
    return redirect("applications:desk", slug)


@require_http_methods(METHODS)
@private
def people(request, slug):
    hosted = _hosted_for_naming(request, slug)
    form = RoleForm(sent(request))
    if form.is_valid() and _named(request, hosted, form):
        return redirect("applications:people", slug)
    rows = hosted.roles.current().select_related("person")
    context = {"hosted": hosted, "call": hosted.call, "rows": list(rows), "form": form}
    return render(request, "applications/people.html", context, status=422 if form.errors else 200)


def _hosted_for_naming(request, slug):
    """The publisher's door, and an administrator's when all publishers have left."""
    if can_administer(request.user):
        return get_object_or_404(HostedCall.objects.at(slug).select_related("call"))
    return hosted_for(request, slug, RoleKind.PUBLISHER)


def _named(request, hosted, form):
    email = form.cleaned_data["email"]
    users = get_user_model().objects.filter(is_active=True)
    person = users.filter(emailaddress__email__iexact=email, emailaddress__verified=True).first()
    if person is None:
        form.add_error("email", _("Nobody has an account with this address yet."))
        return None
    facts = {"person": person, "role": form.cleaned_data["role"], "by": request.user}
    return attempt(request, hosting.give_role, hosted, done=_("Named."), **facts)


@require_POST
@private
def role_end(request, slug, pk):
    hosted = _hosted_for_naming(request, slug)
    row = get_object_or_404(hosted.roles.current(), pk=pk)
    attempt(request, hosting.end_role, row, by=request.user, done=_("The role is ended."))
    if row.person_id == request.user.pk and not can_administer(request.user):
        return redirect("applications:mine")
    return redirect("applications:people", slug)


@require_http_methods(METHODS)
@private
def exception(request, slug, uid):
    hosted = hosted_for(request, slug, RoleKind.OFFICER)
    rows = Application.objects.real().filter(hosted=hosted)
    application = get_object_or_404(rows, uid=uid)
    deadline = hosted.call.deadlines.order_by("-closes_at").first()
    zone = deadline.time_zone if deadline else "Europe/Brussels"
    form = ExceptionForm(sent(request))
    if form.is_valid():
        facts = {"until": form.until(zone), "reason": form.cleaned_data["reason"]}
        operation, done = submitting.grant_exception, _("Granted; it stands in the log.")
        if attempt(request, operation, application, by=request.user, done=done, **facts):
            return redirect("applications:desk", slug)
    context = {"hosted": hosted, "call": hosted.call, "application": application, "form": form}
    context |= {"zone": zone, "granted": application.late_exceptions.select_related("granted_by")}
    return render(
        request, "applications/exception.html", context, status=422 if form.errors else 200
    )

"""One's own applications: the list, the beginning, the overview, what it is about."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.applications.forms.applying import FactsForm
from clusterhub.applications.freezing import is_frozen
from clusterhub.applications.lead_words import open_words_for, state_in_words
from clusterhub.applications.models import Application, HostedCall, RoleKind
from clusterhub.applications.operations import submitting, writing
from clusterhub.applications.operations.building import published_form
from clusterhub.applications.permissions import WRITERS, holds, roles_of
from clusterhub.applications.reading import Contents, form_sections
from clusterhub.applications.refusals import ChangedMeanwhile
from clusterhub.applications.views.attempts import attempt
from clusterhub.applications.views.doors import own_application, private
from clusterhub.applications.walls import wall_before
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]
MOST_IN_LIST = 200


@require_safe
@private
def mine(request):
    rows = Application.objects.written_by(request.user)
    rows = rows.select_related("hosted__call", "lead_organisation", "cut_off")
    rows = rows.prefetch_related("hosted__call__deadlines", "late_exceptions").order_by(
        "-changed_at"
    )[:MOST_IN_LIST]
    desks = [pk for pk, kinds in roles_of(request.user).items() if kinds]
    calls = HostedCall.objects.filter(pk__in=desks).select_related("call")
    roles = roles_of(request.user)
    context = {
        "rows": [{"application": row, "clock": clock_of(row)} for row in rows],
        "namings": list(open_words_for(request.user)[:MOST_IN_LIST]),
        "desks": [{"hosted": one, "roles": sorted(roles[one.pk])} for one in calls],
    }
    return render(request, "applications/mine.html", context)


def clock_of(application, now=None):
    """What the server's clock says: the deadline that counts for it, and the seconds left."""
    now = now or timezone.now()
    open_ones = [each for each in application.late_exceptions.all() if each.ended_at is None]
    exception = open_ones[0] if open_ones else None
    timing = submitting.timing_for(application, now, exception)
    deadline = timing.deadline
    ends_at = deadline.closes_at if deadline else None
    if timing.lateness == "exception":
        ends_at = exception.until
    elif timing.lateness == "grace":
        ends_at = application.hosted.takes_until(ends_at)
    left = (ends_at - now).total_seconds() if ends_at and timing.is_taken else 0
    return {
        "now": now,
        "deadline": deadline,
        "ends_at": ends_at,
        "zone": deadline.time_zone if deadline else "",
        "left": max(0, int(left)),
        "lateness": timing.lateness,
        "is_taken": timing.is_taken,
    }


@require_http_methods(METHODS)
@private
def start(request, slug):
    """Before anybody writes: what will be asked, until when; then what it is about."""
    hosted = _open_or_404(slug)
    form = _facts_form(request, FactsForm(sent(request)))
    if form.is_valid() and _is_let_in(request.user, hosted, form):
        facts = form.facts()
        row = attempt(request, writing.start_application, hosted, by=request.user, **facts)
        if row:
            return redirect(row)
    published = published_form(hosted)
    own = Application.objects.written_by(request.user).filter(hosted=hosted, is_test=False)
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "form": form,
        "sections": form_sections(published) if published else [],
        "takes": writing.takes_applications(hosted),
        "own": list(own),
        "judges": holds(request.user, hosted, *RoleKind),
    }
    return render(request, "applications/start.html", context, status=422 if form.errors else 200)


def _is_let_in(user, hosted, form):
    """Before she writes a week for nothing; handing in asks again."""
    facts = form.facts()
    body, country = facts["lead_organisation"], facts["lead_country"]
    words = wall_before(hosted.call, body, country, askers=[user])
    if words:
        form.add_error(None, words)
    return not words


def _open_or_404(slug):
    rows = HostedCall.objects.select_related("call__organisation").exclude(opened_at=None)
    rows = rows.exclude(call__published_at=None).prefetch_related("call__deadlines")
    return get_object_or_404(rows.at(slug))


def _facts_form(request, form, application=None):
    chosen = application.lead_organisation_id if application else None
    form.fields["lead_organisation"].seen_by(request.user, chosen)
    return form


@require_safe
@private
def application(request, uid):
    row = own_application(request, uid)
    contents = Contents(row)
    context = {
        "application": row,
        "call": row.hosted.call,
        "member": row.as_member,
        "can_write": row.as_member.role in WRITERS and not is_frozen(row),
        "can_lead": row.as_member.role == "lead",
        "clock": clock_of(row),
        "sections": [
            {
                "section": section,
                "count": len([q for q in some if q.key in contents.asked]),
                "missing": len([q for q in some if q.key in contents.problems]),
            }
            for section, some in contents.sections
        ],
        "problems": contents.problems,
        "rivals": row.answer_versions.filter(is_rival=True, settled_at=None).count(),
        "submissions": list(row.submissions.order_by("-number").defer("snapshot")),
        "is_changed": _changed_since(row),
        "team_count": row.members.joined().count(),
        "partners": contents.partners,
        "went_on": Application.objects.filter(came_from=row).select_related("hosted").first(),
        "lead_word": None if row.is_test else state_in_words(row),
    }
    return render(request, "applications/application.html", context)


def _changed_since(row):
    """Whether what stands here is newer than what was handed in."""
    last = row.submissions.order_by("-number").values_list("stored_at", flat=True).first()
    return last is not None and row.changed_at > last


@require_http_methods(METHODS)
@private
def facts(request, uid):
    row = own_application(request, uid, *WRITERS)
    form = _facts_form(request, FactsForm.of(row, writing.stamp_of(row), sent(request)), row)
    if form.is_valid() and _are_saved(request, row, form):
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"application": row, "form": form}
    return render(request, "applications/facts.html", context, status=422 if form.errors else 200)


def _are_saved(request, row, form):
    about = {"by": request.user, "based_on": form.cleaned_data["stamp"]}
    try:
        return attempt(request, writing.change_facts, row, **about, **form.facts())
    except ChangedMeanwhile:
        row = Application.objects.select_related("lead_organisation").get(pk=row.pk)
        form.refuse_as_older(row, writing.stamp_of(row))
        return None

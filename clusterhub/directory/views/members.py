"""Who belongs to an organisation: for readers, and how many there are as its own people say."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.directory.forms.counting import WORDS, MemberCountForm
from clusterhub.directory.kinds import PARTS_OF, Part
from clusterhub.directory.member_lists import (
    MemberList,
    as_csv,
    as_xlsx,
    member_in_list,
    said_words,
    ties_in,
    timeline,
)
from clusterhub.directory.models import Organisation
from clusterhub.directory.moved import visible_or_moved
from clusterhub.directory.operations.counting import record_count
from clusterhub.directory.permissions import can_edit_organisation
from clusterhub.directory.views.doors import leading_on, organisation_for
from clusterhub.directory.views.lists import list_as_json, render_list
from clusterhub.documents.workbook_writing import MIME_TYPE
from clusterhub.web.desk import saved, sent


@require_safe
@leading_on
def members(request, slug):
    shown = MemberList(request, _with_members(request, slug))
    page = shown.page()
    context = {
        "organisation": shown.organisation,
        "filters": shown.filters,
        "is_former": shown.is_former,
        "page": page,
        "rows": [(tie, said_words(tie, shown.organisation.kind)) for tie in page],
        "query": request.GET.urlencode(),
        "can_edit": can_edit_organisation(request.user, shown.organisation),
    }
    return render_list(request, "directory/members", "members", context)


@require_safe
@leading_on
def members_json(request, slug):
    shown = MemberList(request, _with_members(request, slug))
    return list_as_json(request, "members", shown.page(), member_in_list)


@require_safe
@leading_on
def members_csv(request, slug):
    return _file(request, slug, as_csv, "csv", "text/csv; charset=utf-8")


@require_safe
@leading_on
def members_xlsx(request, slug):
    return _file(request, slug, as_xlsx, "xlsx", MIME_TYPE)


def _file(request, slug, written, ending, content_type):
    shown = MemberList(request, _with_members(request, slug))
    # Nobody waits for a body that is not sent.
    pieces = [] if request.method == "HEAD" else written(shown.for_export())
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="members-of-{slug}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@leading_on
def member_history(request, slug):
    """Who came and who left, the latest first."""
    organisation = _with_members(request, slug)
    entries, is_cut = timeline(organisation, request.user)
    context = {"organisation": organisation, "entries": entries, "is_cut": is_cut}
    return render(request, "directory/members/history.html", context)


def _with_members(request, slug):
    rows = Organisation.objects.visible_to(request.user).with_places()
    organisation = visible_or_moved(rows, slug)
    if ties_in(organisation.kind) is None:
        raise Http404
    return organisation


@login_required
def counts(request, slug):
    organisation = organisation_for(request, slug)
    if Part.MEMBERS not in PARTS_OF[organisation.kind]:
        raise Http404
    form = MemberCountForm(sent(request), initial={"counted_on": timezone.localdate()})
    if saved(request, form, record_count, organisation):
        messages.success(request, _("Recorded. Numbers of other days stay as they are."))
        return redirect("directory:counts", slug)
    rows = [
        (count, [(words, getattr(count, name)) for name, words in WORDS.items()])
        for count in organisation.counts.all()
    ]
    context = {"organisation": organisation, "form": form, "rows": rows}
    return render(request, "directory/profile/counts.html", context)

"""Partnerships and networks: who acts together, led by whom."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from clusterhub.directory.forms.members import WholeFilters
from clusterhub.directory.models import Organisation, ParticipantRole, Participation
from clusterhub.directory.shapes import organisation_in_list
from clusterhub.directory.views.lists import countries_of, list_as_json, render_list
from clusterhub.web.parts import kept_offers

PER_PAGE = 25


@require_safe
def partnerships(request):
    filters, page = _filtered(request)
    context = {"filters": filters, "page": page, "rows": _led(page, request.user)}
    return render_list(request, "directory/members", "partnerships", context)


@require_safe
def partnerships_json(request):
    _filters, page = _filtered(request)
    led_by = {whole.pk: leaders for whole, leaders in _led(page, request.user)}

    def shape(whole):
        return organisation_in_list(whole) | {
            "member_count": whole.shown.get("member_count", 0),
            "coordinators": [leader.name for leader in led_by[whole.pk]],
        }

    return list_as_json(request, "partnerships", page, shape)


def _filtered(request):
    visible = Organisation.objects.visible_to(request.user).filter(kind__in=Participation.WHOLES)
    filters = WholeFilters(request.GET, country=kept_offers(request, lambda: countries_of(visible)))
    rows = filters.apply(visible).with_places().order_by("sort_key", "pk")
    return filters, Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _led(page, user):
    """Each with those who coordinate it, out of one query."""
    leaders = {}
    ties = Participation.objects.current().filter(whole__in=[whole.pk for whole in page])
    ties = ties.filter(role=ParticipantRole.COORDINATOR).visible_to(user)
    for tie in ties.select_related("organisation"):
        leaders.setdefault(tie.whole_id, []).append(tie.organisation)
    return [(whole, leaders.get(whole.pk, [])) for whole in page]

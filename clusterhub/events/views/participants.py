"""Who comes: for those who come, and as a booklet to print. Made from what people agree to now."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents import writing
from clusterhub.events.booklet import booklet_of
from clusterhub.events.models import ConsentKey, Event, RegistrationStatus
from clusterhub.events.participants import participants_of
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import allow
from clusterhub.events.views.own import kept_from_others, own_or_404

PAGE_SIZE = 100


@never_cache
@require_safe
def own_participants(request, token):
    registration = own_or_404(token)
    if registration.status != RegistrationStatus.CONFIRMED:
        raise Http404
    people = participants_of(registration.event, ConsentKey.PARTICIPANTS_LIST)
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"event": registration.event, "token": token, "page": page}
    return kept_from_others(render(request, "events/participants.html", context))


@never_cache
@require_safe
@login_required
def booklet_pdf(request, slug):
    rows = Event.objects.visible_to(request.user).select_related("series", "country")
    event = get_object_or_404(rows, slug=slug)
    allow(can_see_people(request.user, event))
    if problem := writing.pdf_problem():
        return HttpResponse(problem, status=503, content_type="text/plain; charset=utf-8")
    people = participants_of(event, ConsentKey.BOOKLET)
    made = writing.to_pdf(booklet_of(event, people))
    record_activity("made the booklet of", event, by=request.user, count=len(people))
    response = HttpResponse(made, content_type="application/pdf")
    name = _("booklet")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-{name}.pdf"'
    return response

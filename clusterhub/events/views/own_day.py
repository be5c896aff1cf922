"""Behind the mailed link, for the day itself: the ticket, the way into the online room, the paper."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.documents.writing import pdf_problem
from clusterhub.documents.writing.paper import to_paper
from clusterhub.events.certificate_paper import certificate_html
from clusterhub.events.certificates import attended, attended_by, code_of
from clusterhub.events.forms.certificate import CertificateForm
from clusterhub.events.models import Registration
from clusterhub.events.operations.joining import (
    demand_room_open,
    demand_session_open,
    join_online,
    join_session,
)
from clusterhub.events.operations.refusals import (
    EventCalledOff,
    EventRefusal,
    NotHereToJoin,
    RoomNotOpen,
)
from clusterhub.events.own_day import own_day
from clusterhub.events.qr_codes import qr_svg
from clusterhub.events.tickets import code_in
from clusterhub.events.views.own import kept_from_others, own_or_404
from clusterhub.web.addresses import absolute, host_of
from clusterhub.web.desk import sent


@never_cache
@require_safe
def ticket(request, token):
    registration = _with_ticket(token)
    context = {"registration": registration, "event": registration.event, "token": token}
    context["day"] = own_day(registration)
    return kept_from_others(render(request, "events/ticket.html", context))


@never_cache
@require_safe
def ticket_svg(request, token):
    code = _with_ticket(token).ticket_code
    drawn = qr_svg(absolute(reverse("events:ticket-seen", args=[code])))
    return kept_from_others(HttpResponse(drawn, content_type="image/svg+xml"))


def _with_ticket(token):
    registration = own_or_404(token)
    if not own_day(registration).ticket:
        raise Http404
    return registration


@never_cache
@require_safe
def ticket_seen(request, code):
    """What a stranger's camera leads to: event and day, nothing of whose ticket it is."""
    if code_in(code) != code:
        raise Http404
    rows = Registration.objects.select_related("event__series", "event__country")
    registration = rows.filter(ticket_code=code).first()
    if registration is None or registration.event.is_draft:
        raise Http404
    context = {"event": registration.event, "code": code}
    return kept_from_others(render(request, "events/ticket_seen.html", context))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    """The button notes that she is there and leads into the room; looking changes nothing."""
    registration = own_or_404(token)
    context = {"registration": registration, "event": registration.event, "token": token}
    try:
        if request.method == "POST":
            return _lead_into(request, join_online(registration), context)
        demand_room_open(registration)
    except EventRefusal as refusal:
        context |= _words(refusal)
    status = 403 if request.method == "POST" else 200
    return kept_from_others(render(request, "events/join.html", context, status=status))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_room(request, token, pk):
    """The same for a session in a room of the web."""
    registration = own_or_404(token)
    sessions = registration.event.sessions.select_related("room")
    session = get_object_or_404(sessions, pk=pk)
    context = {"registration": registration, "event": registration.event, "token": token}
    context["session"] = session
    try:
        if request.method == "POST":
            return _lead_into(request, join_session(registration, session), context)
        demand_session_open(registration, session)
    except EventRefusal as refusal:
        context |= _words(refusal)
    status = 403 if request.method == "POST" else 200
    return kept_from_others(render(request, "events/join.html", context, status=status))


def _lead_into(request, way_in, context):
    """By a page and not by a redirect: a browser holds a form to our list of addresses even when
    our answer leads on. The room does not learn from where she comes. A player stands on our page;
    it comes from its service only now, after her press."""
    service = host_of(way_in.player)
    way_in = way_in if service else replace(way_in, player="")
    found = {"way_in": way_in, "service": service}
    response = kept_from_others(render(request, "events/joined.html", context | found))
    response["Referrer-Policy"] = "no-referrer"
    if service:
        response._csp_update = {"frame-src": [f"https://{service}"]}
    return response


def _words(refusal):
    match refusal:
        case RoomNotOpen(opens_at=None):
            return {"title": _("It is over"), "words": _("The room is closed.")}
        case RoomNotOpen():
            return {"title": _("The room is not open yet"), "opens_at": refusal.opens_at}
        case NotHereToJoin():
            words = _(
                "Only who has a confirmed place online joins here. Your page says what you have."
            )
            return {"title": _("You have no place online"), "words": words}
        case EventCalledOff():
            return {
                "title": _("It does not take place now"),
                "words": _("There is nothing to join."),
            }
    return {"title": _("There is no room yet"), "words": _("The organisers have not named one.")}


@never_cache
@require_safe
def certificate_pdf(request, token):
    registration = own_or_404(token)
    if not own_day(registration).has_certificate or pdf_problem():
        raise Http404
    came = attended(registration)
    html = certificate_html(registration.name, came, code_of(registration.name, came))
    response = HttpResponse(to_paper(html), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{came.event.slug}-certificate.pdf"'
    return kept_from_others(response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request):
    """Name and code come by POST, so that no name stands in an address or a log."""
    form = CertificateForm(sent(request))
    found = is_asked = None
    if form.is_valid():
        is_asked = True
        found = attended_by(**form.cleaned_data)
    context = {"form": form, "found": found, "is_asked": is_asked}
    return render(request, "events/certificates.html", context, status=422 if form.errors else 200)

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.accounts.permissions import can_run_events
from clusterhub.events.emails.guests import ABOUT
from clusterhub.events.forms.asking import InvitationsForm
from clusterhub.events.models import Guest
from clusterhub.events.operations import invite, withdraw_invitation
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import event_for
from clusterhub.letters.models import NOT_ARRIVED, ON_THE_WAY, Letter
from clusterhub.web.desk import sent

PAGE_SIZE = 50
MOST_A_DAY = 1_000  # By organisers of one event; the team of the platform may write to all.


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitations(request, slug):
    event = event_for(request, slug, can_see_people)
    is_ready = hasattr(event, "admission") and not event.is_draft and not event.is_over
    form = InvitationsForm(sent(request))
    if is_ready and form.is_valid() and _may_write_so_many(request.user, event, form):
        people = form.cleaned_data["people"]
        count = invite(event, people=people, language=get_language(), by=request.user)
        messages.success(request, _said(count, len(people)))
        return redirect("events:invitations", slug)
    page = Paginator(event.guests.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"event": event, "form": form, "page": page, "is_ready": is_ready, **_letters(page)}
    status = 422 if form.errors else 200
    return render(request, "events/invitations.html", context, status=status)


def _may_write_so_many(user, event, form):
    """Anybody may lead an event of the community; our mail server is not there for any list."""
    if can_run_events(user):
        return True
    day = timezone.now() - timedelta(days=1)
    written = event.guests.filter(invited_at__gt=day).count()
    if written + len(form.cleaned_data["people"]) <= MOST_A_DAY:
        return True
    words = _("At most %(most)d invitations leave in a day; %(written)d did. Ask the event team.")
    form.add_error("people", words % {"most": MOST_A_DAY, "written": written})
    return False


def _letters(page):
    """Whose invitation is on its way, and to whom it did not come."""
    letters = Letter.objects.about(ABOUT, *[guest.pk for guest in page]).order_by("pk")
    last = dict(letters.values_list("about_id", "state"))
    return {
        "on_the_way": {pk for pk, state in last.items() if state in ON_THE_WAY},
        "not_arrived": {pk for pk, state in last.items() if state in NOT_ARRIVED},
    }


def _said(count, typed):
    words = ngettext("%d person is invited.", "%d people are invited.", count) % count
    if count < typed:
        words += " " + _("The others were invited before.")
    return words


@require_POST
@login_required
def withdrawal(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    guest = get_object_or_404(Guest.objects.select_related("event"), event=event, pk=pk)
    withdraw_invitation(guest, by=request.user)
    messages.success(request, _("Withdrawn; the link of that invitation leads nowhere now."))
    return redirect("events:invitations", slug)

"""To take part in the meetings of an event, to say what for, and to leave again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.views.own import kept_from_others
from clusterhub.matchmaking.aims import follows_calls
from clusterhub.matchmaking.forms.profile import ProfileForm, initial_of
from clusterhub.matchmaking.operations.joining import leave, save_profile
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.seen import seen_of
from clusterhub.matchmaking.views.doors import own_of, taking_part_or_404
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_profile(request, token):
    own = own_of(token)
    may_join = own.is_coming and own.matchmaking.has_opened and not own.event.is_over
    if not may_join:
        return kept_from_others(redirect("matchmaking:own-meetings", token))
    slots = list(own.matchmaking.slots.all())
    initial = None if request.method == "POST" else initial_of(own.row, slots)
    form = ProfileForm(
        sent(request), initial=initial, slots=slots, zone=own.event.time_zone,
        follows_calls=follows_calls(own.registration.attendee_id),
    )  # fmt: skip
    if form.is_valid() and _saved(request, own, form):
        return kept_from_others(redirect("matchmaking:own-meetings", token))
    preview = seen_of(own.participant.pk) if own.participant else None
    context = own.context() | {"form": form, "preview": preview}
    status = 422 if form.errors else 200
    return kept_from_others(render(request, "matchmaking/own_profile.html", context, status=status))


def _saved(request, own, form):
    try:
        save_profile(own.registration, matchmaking=own.matchmaking, **form.facts())
    except MeetingRefusal:
        form.add_error(None, _("This cannot be changed now."))
        return False
    words = (
        _("Saved.")
        if own.participant
        else _("You take part. Others can ask you for a meeting now.")
    )
    messages.success(request, words)
    return True


@require_POST
def own_leaving(request, token):
    leave(taking_part_or_404(token).participant)
    messages.success(request, _("You do not take part any more. Nobody sees your profile."))
    return kept_from_others(redirect("matchmaking:own-meetings", token))

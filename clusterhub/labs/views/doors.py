"""The way in to a lab: by the event's address, or by the link to one's own registration."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.events.models import Event, RegistrationStatus
from clusterhub.events.views.doors import event_for
from clusterhub.events.views.own import kept_from_others, own_or_404
from clusterhub.labs.actors import Actor
from clusterhub.labs.models import IdeaGroup, Lab
from clusterhub.labs.operations.people import person_of
from clusterhub.labs.operations.refusals import LabRefusal
from clusterhub.labs.permissions import can_post, can_run_lab, works_on
from clusterhub.labs.saying import words_of

METHODS = ["GET", "HEAD", "POST"]


def typed(request, name):
    """A word of a form that Django does not check: no database takes the letter NUL."""
    return request.POST.get(name, "").replace("\x00", "")


def number_of(request, name):
    """A number of a form; 0 for anything else."""
    words = request.POST.get(name, "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0


@dataclass
class LabDoor:
    lab: Lab
    actor: Actor
    token: str = ""

    @property
    def event(self):
        return self.lab.event

    def url(self, name, *values):
        if self.token:
            return reverse(f"labs:own-{name}", args=[self.token, *values])
        return reverse(f"labs:{name}", args=[self.event.slug, *values])

    def context(self, **more):
        return {
            "door": self,
            "lab": self.lab,
            "event": self.event,
            "can_post": can_post(self.actor, self.lab),
            "sees_names": self.actor.sees_names,
            **more,
        }

    def board_or_404(self, pk):
        """A group on whose board she works; to others it has none."""
        rows = IdeaGroup.objects.select_related("call", "consortium")
        group = get_object_or_404(rows, lab=self.lab, pk=pk)
        group.lab = self.lab
        if not works_on(self.actor, group):
            raise Http404
        return group


def in_lab(view):
    """A view of (request, door, …) at both addresses; nothing of it is kept by anybody."""

    @never_cache
    @wraps(view)
    def guarded(request, slug="", token="", **named):
        if token:
            return kept_from_others(view(request, _by_link(token), **named))
        return view(request, _by_event(request.user, slug), **named)

    return guarded


def _by_event(user, slug):
    rows = Lab.objects.visible_to(user).select_related("event__country", "event__series")
    lab = rows.filter(event__slug=slug).first()
    if lab is None:
        get_visible_or_404(Event.objects.visible_to(user), slug=slug)
        raise Http404
    if not user.is_authenticated:
        return LabDoor(lab, Actor())
    coming = lab.event.registrations.filter(attendee=user, status=RegistrationStatus.CONFIRMED)
    registration = coming.first()
    person = person_of(lab, user=user, registration=registration)
    return LabDoor(lab, Actor(user, registration, person, can_run_lab(user, lab.event)))


def _by_link(token):
    """Who has no place any more only reads; a lab that is not open is none."""
    registration = own_or_404(token)
    lab = Lab.objects.filter(event=registration.event_id, opened_at__isnull=False).first()
    if lab is None:
        raise Http404
    lab.event = registration.event
    if registration.status != RegistrationStatus.CONFIRMED:
        return LabDoor(lab, Actor(), token)
    person = person_of(lab, registration=registration)
    return LabDoor(lab, Actor(None, registration, person), token)


def run_by_team(view):
    """A view of (request, lab, …) for who runs the lab; 404 where there is none."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, slug, **named):
        event = event_for(request, slug, can_run_lab)
        lab = get_object_or_404(Lab, event=event)
        lab.event = event
        return view(request, lab, **named)

    return guarded


def tried(request, operation, *values, done="", **named):
    """What the operation gave; None when it was refused, and then it is said why."""
    try:
        result = operation(*values, **named)
    except LabRefusal as refusal:
        messages.error(request, words_of(refusal))
        return None
    if done:
        messages.success(request, done)
    return result

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router

from clusterhub.activity.operations import record_activity
from clusterhub.api.answers import answer, format_for
from clusterhub.api.description import READING, WRITING, described
from clusterhub.api.endpoints.events import SLUG, address_after, event_or_404
from clusterhub.api.errors import Problem, SignInNeeded
from clusterhub.api.event_schemas import (
    Mode,
    NewRegistration,
    RegistrationChange,
    RegistrationOut,
    Registrations,
    Status,
)
from clusterhub.api.event_shapes import registration_shape
from clusterhub.api.models import Scope
from clusterhub.api.queries import Paged, only_known
from clusterhub.events.addresses import address_key
from clusterhub.events.admitting import choices_of
from clusterhub.events.forms.registration import RegistrationForm
from clusterhub.events.models import Registration, Way
from clusterhub.events.operations import (
    EventRefusal,
    cancel_registration,
    register,
    switch_mode,
)
from clusterhub.events.operations.text import one_line
from clusterhub.events.permissions import can_see_people
from clusterhub.vocabularies.models import Country

router = Router(tags=["Registrations"])


def with_scope(scope):
    """Only a token with this scope; there is no other way in."""

    def check(request):
        if request.token is None:
            raise SignInNeeded(_("This needs a token."))
        if not request.token.may(scope):
            words = _("This token lacks the scope %s.") % scope.value
            raise Problem(403, words, code="scope-missing")
        return request.token

    return check


may_read, may_write = with_scope(Scope.REGISTRATIONS_READ), with_scope(Scope.REGISTRATIONS_WRITE)


ADDED = described(RegistrationOut, refusals=WRITING, status=201)
ADDED["response"][200] = RegistrationOut  # She was registered before.


class RegistrationQuery(Paged):
    status: Status | None = None
    mode: Mode | None = None


@router.get(
    "events/{slug}/registrations",
    auth=may_read,
    url_name="registrations",
    summary="Who comes to an event that you run",
    **described(Registrations, refusals=(*READING, 403)),
)
def registrations(request, query: Query[RegistrationQuery], slug: str = SLUG):
    only_known(request, query)
    format_for(request)
    event = _event_with_people(request, slug)
    rows = Registration.objects.filter(event=event).select_related("event", "organisation")
    chosen = {name: value for name in ("status", "mode") if (value := getattr(query, name))}
    rows = rows.filter(**chosen)
    if query.after == 0:
        record_activity("took the list of people of", event, by=request.reader, count=rows.count())
    found = list(rows.filter(pk__gt=query.after).order_by("pk")[: query.limit + 1])
    shown = found[: query.limit]
    following = address_after(request, shown[-1].pk) if len(found) > query.limit else None
    body = {"registrations": [registration_shape(each) for each in shown], "next": following}
    return answer(request, body, following=following)


@router.post(
    "events/{slug}/registrations",
    auth=may_write,
    summary="Register somebody at an event that you run",
    description="As on the page of the event: the place is held, and her letter has the link that "
    "confirms it. Where she is registered already, that registration is the answer, with 200.",
    **ADDED,
)
def add(request, new: NewRegistration, slug: str = SLUG):
    event = _event_with_people(request, slug)
    facts = _cleaned(new, event)
    living = Registration.objects.living().filter(event=event)
    is_known = living.filter(address_key=address_key(facts["email"])).exists()
    with _refusals():
        made = register(event, by=request.reader, way=Way.API, **facts)
    shape = registration_shape(_registration(made.uid))
    response = answer(request, shape, status=200 if is_known else 201)
    response["Location"] = shape["api_url"]
    return response


@router.get(
    "registrations/{uid}",
    auth=may_read,
    url_name="registration",
    summary="One registration",
    **described(RegistrationOut, refusals=(*READING, 403)),
)
def registration(request, uid: UUID):
    format_for(request)
    return answer(request, registration_shape(_seen(request, uid)))


@router.patch(
    "registrations/{uid}",
    auth=may_write,
    summary="Cancel a registration, or change how she takes part",
    description="Where the other way is full she keeps what she has and waits for it.",
    **described(RegistrationOut, refusals=WRITING),
)
def change(request, change: RegistrationChange, uid: UUID):
    row = _seen(request, uid)
    if (change.mode is None) == (change.status is None):
        words = _("Send one of both.")
        raise Problem(422, words, fields={name: [words] for name in ("mode", "status")})
    with _refusals():
        if change.status:
            cancel_registration(row, by=request.reader)
        else:
            switch_mode(row, mode=change.mode, by=request.reader)
    return answer(request, registration_shape(_registration(uid)))


def _event_with_people(request, slug):
    event = event_or_404(request, slug)
    if not can_see_people(request.reader, event):
        raise Problem(403, _("You do not run this event."))
    return event


def _registration(uid):
    return Registration.objects.select_related("event", "organisation").filter(uid=uid).first()


def _seen(request, uid):
    """Of registrations at events of others it is not said whether they exist."""
    row = _registration(uid)
    if row is None or not can_see_people(request.reader, row.event):
        raise Http404
    return row


def _cleaned(new, event):
    """As the form of the page cleans it."""
    choices = choices_of(event)
    if not choices:
        raise _conflict("NoRegistration")
    sent = {"name": new.name, "email": new.email, "mode": new.mode or ""}
    form = RegistrationForm(sent, choices=choices, user=AnonymousUser())
    fields = {name: list(map(str, errors)) for name, errors in form.errors.items()}
    country = new.country and Country.objects.filter(code=new.country).first()
    if new.country and country is None:
        fields["country"] = [_("Not known: %s.") % new.country]
    if fields:
        raise Problem(422, _("Some values do not fit."), fields=fields)
    cleaned = {name: form.cleaned_data[name] for name in ("name", "email", "mode")}
    organisation = one_line(new.organisation_name)
    return cleaned | {
        "language": new.language,
        "organisation_name": organisation,
        "country": country or None,
    }


class _refusals:
    """What an operation refuses is said with the name of the fact."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, EventRefusal):
            raise _conflict(type(error).__name__) from None


CODES = {
    "NoRegistration": (
        "no-registration",
        gettext_lazy("This event takes no registrations, or not so."),
    ),
    "NotOpenYet": ("not-open-yet", gettext_lazy("Registration is not open yet.")),
    "RegistrationClosed": ("closed", gettext_lazy("Registration is closed.")),
    "EventCalledOff": ("called-off", gettext_lazy("This event is cancelled.")),
    "NothingToSwitch": (
        "nothing-to-switch",
        gettext_lazy("Only a confirmed place can be changed."),
    ),
}


def _conflict(name):
    code, words = CODES.get(name, ("refused", _("This cannot be done now.")))
    return Problem(409, words, code=code)

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from clusterhub.api.models import FOR_EVENTS
from clusterhub.api.operations.webhook_calls import query_to_keep
from clusterhub.events.models import Event
from clusterhub.events.permissions import can_see_people
from clusterhub.funding.finding.wanted import NAMES
from clusterhub.funding.models import Call
from clusterhub.web import fetching

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("A year"))]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_(
            "For example “member list of our website”. Only you see it; where it checks people in,"
            " its door is called so."
        ),
    )
    days = forms.TypedChoiceField(
        label=_("How long does it last?"),
        choices=DAYS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )
    may_write = forms.BooleanField(
        label=_("It may also start profiles and change those that I keep"), required=False
    )
    scopes = forms.MultipleChoiceField(
        label=_("And of events it may"),
        choices=[(str(scope), scope.label) for scope in FOR_EVENTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


WHY_NOT = {
    "not-https": _("The address begins with https://."),
    "port": _("Only the ports 443 and 8443 are asked."),
    "no-address": _("This is no address that we can ask."),
}


class WebhookForm(forms.Form):
    event = forms.CharField(
        label=_("Of which event?"),
        max_length=100,
        required=False,
        help_text=_("The last part of its address, for example “clean-steel”; you run it."),
    )
    calls = forms.CharField(
        label=_("Or of which calls?"),
        max_length=1000,
        required=False,
        help_text=_(
            "The address of one call, or of the list of calls with the filters that you want;"
            " /calls/ is all of them."
        ),
    )
    address = forms.CharField(
        label=_("Address that is told"),
        max_length=fetching.LONGEST_ADDRESS,
        widget=forms.URLInput,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_event(self):
        slug = self.cleaned_data["event"].strip().strip("/").rpartition("/")[2]
        if not slug:
            return None
        event = Event.objects.visible_to(self.user).filter(slug=slug).first()
        if event is None or not can_see_people(self.user, event):
            raise ValidationError(_("You run no event at this address."))
        return event

    def clean_calls(self):
        """None, or `call` or `query` as `make_webhook` takes them."""
        text = self.cleaned_data["calls"].strip()
        if not text:
            return None
        path, _mark, query = text.partition("?")
        slug = path.rstrip("/").rpartition("/")[2]
        if unknown := sorted(set(QueryDict(query)) - NAMES - {"page"}):
            raise ValidationError(_("Nobody knows the filter “%s”.") % unknown[0])
        if slug in ("calls", "timeline", "months"):
            return {"query": query_to_keep(query)}
        call = Call.objects.public().filter(slug=slug).first()
        if call is None:
            raise ValidationError(_("There is no call at this address."))
        return {"call": call}

    def clean(self):
        values = self.cleaned_data
        if self.errors or bool(values["event"]) != bool(values["calls"]):
            return values
        raise ValidationError(_("Name an event, or calls: one of them."))

    @property
    def about(self):
        """What it tells of, as `make_webhook` takes it."""
        return self.cleaned_data["calls"] or {"event": self.cleaned_data["event"]}

    def clean_address(self):
        try:
            fetching.look_at(self.cleaned_data["address"])
        except fetching.NotToBeFetched as refusal:
            raise ValidationError(WHY_NOT[refusal.code]) from None
        return self.cleaned_data["address"]

    @property
    def url(self):
        return self.cleaned_data["address"]

"""One session with everything that belongs to it, and the hour that it is moved to."""

from datetime import datetime, time, timedelta

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from clusterhub.clock.forms import DayField, HourInput, LocalTimes, WhichField, which_label
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import zone_info
from clusterhub.events.forms.programme import AppearanceForm
from clusterhub.events.models import LinkKind, Room, SessionFormat, Track
from clusterhub.vocabularies.models import Topic
from clusterhub.web.addresses import only_web

FACTS = ("title", "format", "room", "track", "language", "audience", "description")
MOST_PLACES = 100_000
LANGUAGES = (
    *("en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt"),
    *("lv", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "uk", "tr", "sr", "is", "nb", "sq", "mk"),
)


def language_choices():
    known = [code for code in LANGUAGES if code in dict(settings.LANGUAGES) or _is_known(code)]
    return sorted(((code, _language(code)) for code in known), key=lambda each: each[1])


def _is_known(code):
    try:
        return bool(get_language_info(code))
    except KeyError:
        return False


def _language(code):
    return str(get_language_info(code)["name_translated"]).capitalize()


class SessionForm(LocalTimes, forms.Form):
    """A session with its hours as the clocks at the event show them."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=250)
    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False)
    starts_on = DayField(label=gettext_lazy("Day"), required=False)
    starts_time = forms.TimeField(label=gettext_lazy("Starts"), required=False, widget=HourInput)
    starts_which = WhichField()
    ends_time = forms.TimeField(label=gettext_lazy("Ends"), required=False, widget=HourInput)
    ends_which = WhichField()
    room = forms.ModelChoiceField(Room.objects.none(), required=False, label=gettext_lazy("Room"))
    track = forms.ModelChoiceField(
        Track.objects.none(), required=False, label=gettext_lazy("Track")
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=gettext_lazy(
            "Who is registered takes one, or waits in turn. Empty: as many as like."
        ),
    )
    description = forms.CharField(
        label=gettext_lazy("What it is about"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    interpretation = forms.MultipleChoiceField(
        label=gettext_lazy("Interpreted into"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.CharField(label=gettext_lazy("For whom"), max_length=200, required=False)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Topics"),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, event, session=None, **kwargs):
        if session:
            kwargs.setdefault("initial", typed_from(session, event))
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["format"].choices = [("", _("None of these")), *SessionFormat.choices]
        languages = language_choices()
        self.fields["language"].choices = [("", _("Not said")), *languages]
        self.fields["interpretation"].choices = languages
        for name, model in (("room", Room), ("track", Track)):
            self.fields[name].queryset = model.objects.filter(event=event)
            self.fields[name].empty_label = _("None")
        if session and not self.is_bound:
            for side in ("starts", "ends"):
                if instant := getattr(session, f"{side}_at"):
                    self.offer_which(side, instant, event.time_zone)

    def clean(self):
        typed = super().clean()
        zone, day = self.event.time_zone, typed.get("starts_on")
        starts, ends = typed.get("starts_time"), typed.get("ends_time")
        if starts and not day and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Say on which day, too."))
        if ends and not starts and "starts_time" not in self.errors:
            self.add_error("starts_time", _("Say when it starts, too."))
        typed["starts_at"] = self.instant("starts", day, starts, zone)
        # What ends in the small hours began the evening before.
        is_night = starts and ends and ends <= starts and ends <= time(6)
        last = day + timedelta(days=1) if day and is_night else day
        typed["ends_at"] = self.instant("ends", last, ends, zone) if starts else None
        if typed["starts_at"] and typed["ends_at"] and typed["ends_at"] <= typed["starts_at"]:
            self.add_error("ends_time", _("A session ends after it starts."))
        return typed

    def facts(self):
        """What `add_session` and `change_session` take."""
        names = (*FACTS, "starts_at", "ends_at", "interpretation", "topics")
        return {name: self.cleaned_data[name] for name in names}


def typed_from(session, event):
    """What somebody would have typed to get this session."""
    zone, pool = zone_info(event.time_zone), getattr(session, "pool", None)
    typed = {name: getattr(session, name) for name in (*FACTS, "interpretation", "version")}
    for side in ("starts", "ends"):
        instant = getattr(session, f"{side}_at")
        typed[f"{side}_time"] = instant and instant.astimezone(zone).time()
        typed[f"{side}_which"] = which_label(instant, event.time_zone) if instant else ""
    starts = session.starts_at
    return typed | {
        "starts_on": starts.astimezone(zone).date() if starts else event.starts_there.date(),
        "topics": list(session.topics.all()) if session.pk else [],
        "places": pool.places if pool else None,
    }


class SessionPersonForm(AppearanceForm):
    """One person of this session; without a name the row is not there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["number"]


SessionPeople = forms.formset_factory(SessionPersonForm, extra=2, max_num=60, absolute_max=70)


class SessionLinkForm(forms.Form):
    """Material, or a call, a need, a group that the session is about."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=LinkKind.choices, required=False)
    label = forms.CharField(label=gettext_lazy("Words"), max_length=150, required=False)
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[only_web],
    )
    shown_on = DayField(label=gettext_lazy("Shown from"), required=False)

    def clean(self):
        typed = super().clean()
        if typed.get("url") and not typed.get("label") and "label" not in self.errors:
            self.add_error("label", _("Say in a few words where this leads."))
        if typed.get("label") and not typed.get("url") and "url" not in self.errors:
            self.add_error("url", _("Give the address, or clear both to take the link away."))
        return typed


SessionLinks = forms.formset_factory(SessionLinkForm, extra=1, max_num=20, absolute_max=24)


def link_rows(session, event):
    zone = zone_info(event.time_zone)
    return [
        {
            "kind": link.kind,
            "label": link.label,
            "url": link.url,
            "shown_on": link.shown_from and link.shown_from.astimezone(zone).date(),
        }
        for link in session.links.all()
    ]


def typed_links(forms, event):
    """(kind, label, url, shown_from); what is shown from a day on is shown from its first minute."""
    return [
        (
            form.cleaned_data["kind"] or LinkKind.OTHER,
            form.cleaned_data["label"],
            form.cleaned_data["url"],
            _midnight(form.cleaned_data.get("shown_on"), event),
        )
        for form in forms
        if form.cleaned_data.get("url")
    ]


def _midnight(day, event):
    return day and local_to_instant(datetime.combine(day, time()), event.time_zone).instant


class MoveForm(LocalTimes, forms.Form):
    """Where and when a session is to be from now on; it lasts as long as before."""

    session = forms.ModelChoiceField(None, label=gettext_lazy("Session"))
    room = forms.ModelChoiceField(None, required=False, label=gettext_lazy("Room"))
    starts_on = DayField(label=gettext_lazy("Day"))
    starts_time = forms.TimeField(label=gettext_lazy("Starts"), widget=HourInput)
    starts_which = WhichField()

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["session"].queryset = event.sessions.filter(cancelled_at=None)
        self.fields["room"].queryset = Room.objects.filter(event=event)
        self.fields["room"].empty_label = _("None")

    def clean(self):
        typed = super().clean()
        typed["starts_at"] = self.instant(
            "starts", typed.get("starts_on"), typed.get("starts_time"), self.event.time_zone
        )
        return typed

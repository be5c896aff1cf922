from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.accounts.permissions import can_run_events
from clusterhub.clock.forms import (
    DayField,
    HourInput,
    LocalTimes,
    WhichField,
    which_label,
    zone_choices,
)
from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.events.models import Event, EventFormat, EventKind, EventSeries
from clusterhub.events.models.organisers import organised_by
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, Topic
from clusterhub.web.addresses import only_web

COPIED = ["kind", "parent", "presidency", "title", "lead", "description", "series", "format", "time_zone", "venue_name", "venue_address", "city", "country", "online_url", "recording_url", "slides_url"]  # fmt: skip
ADDRESS = {
    "max_length": 200,
    "required": False,
    "assume_scheme": "https",
    "validators": [only_web],
}


class EventForm(LocalTimes, forms.Form):
    """An event with its hours as the clocks at the event show them."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=EventKind.choices, required=False)
    parent = forms.ModelChoiceField(
        Event.objects.none(),
        required=False,
        label=gettext_lazy("Beside the conference"),
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Then it stands on the page of the conference as a side event."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=250)
    series = forms.ModelChoiceField(
        EventSeries.objects.all(),
        required=False,
        label=gettext_lazy("Series"),
        empty_label=gettext_lazy("None"),
    )
    lead = forms.CharField(
        label=gettext_lazy("In one sentence"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Shown in lists, calendars and search results."),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"), max_length=20_000, required=False, widget=forms.Textarea
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Clocks of"),
        help_text=gettext_lazy("The hours below are those that clocks show there."),
    )
    starts_on = DayField(label=gettext_lazy("Day"))
    starts_time = forms.TimeField(label=gettext_lazy("Starts"), widget=HourInput)
    starts_which = WhichField()
    ends_time = forms.TimeField(label=gettext_lazy("Ends"), widget=HourInput)
    ends_on = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only if it ends on another day."),
    )
    ends_which = WhichField()
    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=EventFormat.choices, widget=forms.RadioSelect
    )
    venue_name = forms.CharField(label=gettext_lazy("Venue"), max_length=200, required=False)
    venue_address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    city = forms.CharField(label=gettext_lazy("Town"), max_length=100, required=False)
    country = forms.ModelChoiceField(
        Country.objects.all(),
        required=False,
        label=gettext_lazy("Country"),
        empty_label=gettext_lazy("None"),
    )
    presidency = forms.ModelChoiceField(
        Country.objects.all(),
        required=False,
        label=gettext_lazy("Presidency of the Council"),
        empty_label=gettext_lazy("Not to be shown"),
        help_text=gettext_lazy("The country, where the event is held under its presidency."),
    )
    online_url = forms.URLField(label=gettext_lazy("Where to watch or join"), **ADDRESS)
    recording_url = forms.URLField(label=gettext_lazy("Recording"), **ADDRESS)
    slides_url = forms.URLField(label=gettext_lazy("Slides"), **ADDRESS)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Topics"),
        widget=forms.CheckboxSelectMultiple,
    )
    ecosystems = forms.ModelMultipleChoiceField(
        IndustrialEcosystem.objects.all(),
        required=False,
        label=gettext_lazy("Industrial ecosystems"),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, event=None, user=None, days=1, **kwargs):
        kwargs.setdefault("initial", typed_from(event) if event else {"time_zone": DEFAULT_ZONE})
        super().__init__(*args, **kwargs)
        self.event, self.days = event, days
        if days > 1:
            self.fields["ends_on"].help_text = (
                _("Empty: it lasts %d days, as usual for its kind.") % days
            )
        self.fields["time_zone"].choices = zone_choices(event.time_zone if event else "")
        self._offer_kinds(user)
        if event and not self.is_bound:
            self.offer_which("starts", event.starts_at, event.time_zone)
            self.offer_which("ends", event.ends_at, event.time_zone)

    def _offer_kinds(self, user):
        """The team says what an event is; others leave it a community event, and put what they
        organise only beside what they organise."""
        conferences = Event.objects.filter(kind=EventKind.CONFERENCE).order_by("-starts_at")
        if self.event:
            conferences = conferences.exclude(pk=self.event.pk)
        if user is not None and not can_run_events(user):
            own = Q(pk__in=organised_by(user)) | Q(pk=self.event and self.event.parent_id)
            conferences = conferences.filter(own)
            if self.event and self.event.kind == EventKind.COMMUNITY:
                del self.fields["kind"]
        self.fields["parent"].queryset = conferences.only("title")
        if not conferences.exists():
            del self.fields["parent"]

    def clean_kind(self):
        return self.cleaned_data["kind"] or (self.event.kind if self.event else EventKind.TALK)

    def clean(self):
        typed = super().clean()
        zone, day = typed.get("time_zone"), typed.get("starts_on")
        typed["starts_at"] = self.instant("starts", day, typed.get("starts_time"), zone)
        last = typed.get("ends_on") or (day and day + timedelta(days=self.days - 1))
        typed["ends_at"] = self.instant("ends", last, typed.get("ends_time"), zone)
        if typed["starts_at"] and typed["ends_at"] and typed["ends_at"] <= typed["starts_at"]:
            message = _(
                "An event ends after it starts. If it ends on another day, give its last day."
            )
            self.add_error("ends_time", message)
        return typed

    def facts(self):
        """What `create_event` and `update_event` take."""
        names = (*COPIED, "topics", "ecosystems", "starts_at", "ends_at")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def differences(self, event):
        """Where the typed values differ from what `event` holds: label, stored, typed, in words."""
        stored = typed_from(event)
        rows = []
        for name, field in self.fields.items():
            if name == "version" or name.endswith("_which"):
                continue
            words = [
                in_words(field, value) for value in (stored.get(name), self.cleaned_data.get(name))
            ]
            if words[0] != words[1]:
                rows.append({"label": field.label, "stored": words[0], "typed": words[1]})
        return rows


def typed_from(event):
    """What somebody would have typed to get this event."""
    typed = {name: getattr(event, name) for name in COPIED}
    starts, ends = event.starts_there, event.ends_there
    return typed | {
        "starts_on": starts.date(),
        "starts_time": starts.time(),
        "starts_which": which_label(event.starts_at, event.time_zone),
        "ends_on": ends.date() if ends.date() != starts.date() else None,
        "ends_time": ends.time(),
        "ends_which": which_label(event.ends_at, event.time_zone),
        "topics": list(event.topics.all()),
        "ecosystems": list(event.ecosystems.all()),
        "version": event.version,
    }


def in_words(field, value):
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(row) for row in value))
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        flat = {}
        for key, label in field.choices:
            flat.update(dict(label) if isinstance(label, list | tuple) else {key: label})
        return str(flat.get(value, value))
    return str(value)


class LinkForm(forms.Form):
    label = forms.CharField(label=gettext_lazy("Words"), max_length=150, required=False)
    url = forms.URLField(label=gettext_lazy("Address"), **ADDRESS)

    def clean(self):
        typed = super().clean()
        if typed.get("url") and not typed.get("label") and "label" not in self.errors:
            self.add_error("label", _("Say in a few words where this leads."))
        if typed.get("label") and not typed.get("url") and "url" not in self.errors:
            self.add_error("url", _("Give the address, or clear both to take the link away."))
        return typed


LinkForms = forms.formset_factory(LinkForm, extra=3, max_num=30, absolute_max=40)


def typed_links(links):
    return [
        (form.cleaned_data["label"], form.cleaned_data["url"])
        for form in links
        if form.cleaned_data.get("url")
    ]


def link_differences(event, links):
    versions = {
        "stored": [(link.label, link.url) for link in event.links.all()],
        "typed": typed_links(links),
    }
    if versions["stored"] == versions["typed"]:
        return []
    words = {
        name: "; ".join(f"{label}: {url}" for label, url in rows) for name, rows in versions.items()
    }
    return [{"label": _("Links"), **words}]

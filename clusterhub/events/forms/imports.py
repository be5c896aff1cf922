"""A file with a programme, and what somebody has to say before it is taken over."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.forms import zone_choices
from clusterhub.events.operations.import_people import NEW
from clusterhub.events.reading import CannotRead, read_programme
from clusterhub.events.saying import in_words


class ReadFileForm(forms.Form):
    """A file that is read while the form is judged; `read` is what it says."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A schedule (XML or JSON of frab, pentabarf or pretalx), an export of Indico, a table "
            "(CSV or Excel), a calendar (.ics) or an event as JSON-LD."
        ),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Clocks of"),
        help_text=gettext_lazy("Counts only for hours that name no time zone themselves."),
    )
    anyway = forms.BooleanField(
        label=gettext_lazy("Read it even if its frame is not as its kind requires"), required=False
    )

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, initial={"time_zone": zone}, **kwargs)
        self.fields["time_zone"].choices = zone_choices(zone)
        self.notes = []

    def clean(self):
        typed = super().clean()
        file = typed.get("file")
        if file and "time_zone" not in self.errors:
            try:
                typed["read"] = read_programme(
                    file.read(), asked_zone=typed["time_zone"], anyway=typed["anyway"]
                )
            except CannotRead as refusal:
                self.refuse(refusal)
        return typed

    def refuse(self, refusal):
        self.add_error("file", in_words(refusal))
        self.notes = refusal.notes


class ProgrammeFileForm(ReadFileForm):
    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, zone=event.time_zone, **kwargs)

    def clean(self):
        typed = super().clean()
        if "read" in typed and not typed["read"].sessions:
            self.add_error("file", _("The file describes an event, but no sessions of it."))
        return typed


class EventFileForm(ReadFileForm):
    title = forms.CharField(
        label=gettext_lazy("Title, where the file names none"),
        help_text=gettext_lazy("Tables of sessions do not say what the event is called."),
        max_length=200,
        required=False,
    )
    field_order = ("file", "title", "time_zone", "anyway")


class TakingForm(forms.Form):
    """Who is meant by names that several bear, and whether what is not in the file goes."""

    replaces = forms.BooleanField(
        label=gettext_lazy("Take away the sessions that are not in the file"), required=False
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        if not report.counts["gone"]:
            del self.fields["replaces"]
        self._keys = {}
        for number, (key, meant) in enumerate(report.names.open_questions().items()):
            choices = [(str(person.pk), _described(person)) for person in meant.several]
            choices.append((NEW, _("Somebody else of this name")))
            self._keys[f"who-{number}"] = key
            self.fields[f"who-{number}"] = forms.ChoiceField(
                label=_("Who is %(name)s?") % {"name": meant.name},
                choices=choices,
                widget=forms.RadioSelect,
            )

    @property
    def choices(self):
        return {key: self.cleaned_data[field] for field, key in self._keys.items()}


def _described(person):
    last = person.speakers.select_related("organisation").order_by("-event__starts_at").first()
    more = (last and last.organisation_name) or str(person.country or "")
    return f"{person.name} ({more})" if more else person.name

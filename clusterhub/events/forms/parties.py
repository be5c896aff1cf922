from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.models import Organisation
from clusterhub.documents.refusals import CannotRead
from clusterhub.events.models import Fit, OnFull, OnTypo
from clusterhub.events.people_tables import MOST_ROWS, in_words, out_of_file, out_of_text

LONGEST_TEXT = 1_000_000
FIELD_WORDS = {
    "": _("Not read"),
    "name": _("Name"),
    "given": _("Given name"),
    "family": _("Family name"),
    "email": _("E-mail address"),
    "order_email": _("Address of whoever ordered"),
    "organisation": _("Organisation"),
    "mode": _("On site or online"),
    "state": _("State"),
}


class PeopleField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=_("Paste them here"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 8}),
            help_text=_(
                "One person a line: Anna Lind &lt;anna@timber.example&gt;, or rows of a table."
            ),
        )


class PeopleFileField(forms.FileField):
    def __init__(self):
        super().__init__(
            label=_("Or bring a file"),
            required=False,
            help_text=_("CSV or Excel (.xlsx), at most 10,000 rows."),
        )


class BringForm(forms.Form):
    """People, pasted or as a file; `brought` are the rows."""

    mode = forms.ChoiceField(label=_("They take part"), widget=forms.RadioSelect)
    people = PeopleField()
    file = PeopleFileField()

    def __init__(self, *args, modes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = modes
        if len(modes) == 1:
            self.fields["mode"].widget = forms.HiddenInput()
            self.fields["mode"].initial = modes[0][0]

    def clean(self):
        typed = super().clean()
        text, file = typed.get("people", "").strip(), typed.get("file")
        if bool(text) == bool(file):
            raise ValidationError(_("Paste the people, or bring a file with them."))
        try:
            self.brought = out_of_file(file) if file else out_of_text(text)
        except CannotRead as refusal:
            raise ValidationError(in_words(refusal)) from refusal
        if len(self.brought.rows) > MOST_ROWS + 1:
            raise ValidationError(_("These are more than 10,000 people; bring them in parts."))
        return typed

    def choices(self):
        """What `bring_list` takes beside the rows."""
        brought = self.brought
        table = {"rows": brought.rows, "columns": brought.columns, "notes": brought.notes}
        chosen = {k: v for k, v in self.cleaned_data.items() if k not in ("people", "file")}
        return table | chosen | {"file_name": brought.name}


class PartyForm(BringForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("For"), empty_label=None
    )
    fit = forms.ChoiceField(
        label=_("If there are fewer places"),
        choices=[
            (Fit.AS_MANY, _("As many as fit; the others wait, in the order of the list")),
            (Fit.ALL, _("All or none: if they do not all fit, the whole group waits")),
        ],
        initial=Fit.AS_MANY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations
        if len(organisations) == 1:
            field.widget, field.initial = forms.HiddenInput(), organisations[0]
        self.order_fields(["organisation", "people", "file", "mode", "fit"])


class AttendeesForm(BringForm):
    on_full = forms.ChoiceField(
        label=_("For whom no place is left"),
        choices=OnFull.choices,
        initial=OnFull.WAIT,
        widget=forms.RadioSelect,
    )
    sends_mail = forms.BooleanField(
        label=_("Write to each of them, with the link to the registration"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("A file")
        self.fields["people"].label = _("Or paste them here")
        self.order_fields(["file", "people", "mode", "on_full", "sends_mail"])


class ListForm(forms.Form):
    """What the columns of a list are, and what shall become of addresses that look mistyped."""

    on_typo = forms.ChoiceField(
        label=_("Addresses that look mistyped"), choices=OnTypo.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, people_list, first_row=(), **kwargs):
        super().__init__(*args, initial={"on_typo": people_list.on_typo}, **kwargs)
        self.names = []
        if len(people_list.columns) == 2 and not any(people_list.headings):
            return
        for at, field in enumerate(people_list.columns):
            heading = (people_list.headings[at : at + 1] or [""])[0]
            sample = (list(first_row)[at : at + 1] or [""])[0]
            name = f"column_{at}"
            self.names.append(name)
            self.fields[name] = forms.ChoiceField(
                label=heading[:80] or _("Column %d") % (at + 1),
                choices=FIELD_WORDS.items(),
                initial=field,
                required=False,
            )
            self.fields[name].help_text = (
                _("For example: %s") % escape(sample[:60]) if sample else ""
            )

    def clean(self):
        typed = super().clean()
        columns = [typed.get(name, "") for name in self.names]
        chosen = [each for each in columns if each]
        if self.names and "email" not in columns:
            raise ValidationError(_("Say which column holds the e-mail addresses."))
        if len(chosen) != len({*chosen}):
            raise ValidationError(_("Two columns are said to be the same."))
        self.columns = columns or None
        return typed

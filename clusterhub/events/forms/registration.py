import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models import AttendanceMode
from clusterhub.events.operations.text import one_line

ADDRESS = re.compile(r"://|www\.|@|\w\.\w{2,}/", re.IGNORECASE)
TRAP = "website_address"  # People do not see it; programs fill it in.


class RegistrationForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    mode = forms.ChoiceField(label=_("How do you take part?"), widget=forms.RadioSelect)
    website_address = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, choices, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_known = user.is_authenticated
        self.fields["mode"].choices = [(c.mode, f"{c.label}: {c.words}") for c in choices]
        if len(choices) == 1:
            self.fields["mode"].required = False
            self.only = choices[0].mode
            self.fields["mode"].widget = forms.HiddenInput()
        if self.is_known:
            del self.fields["name"], self.fields["email"]

    def clean_name(self):
        name = one_line(self.cleaned_data["name"])
        if ADDRESS.search(name):  # Our letter greets by name: nobody sends his link by it.
            raise ValidationError(_("A name holds no address."))
        if not any(sign.isalpha() for sign in name):
            raise ValidationError(_("A name has at least one letter."))
        return name

    def clean_mode(self):
        return self.cleaned_data["mode"] or self.only

    @property
    def is_trapped(self):
        return bool(self.data.get(TRAP))


class PlacesField(forms.IntegerField):
    def __init__(self, label):
        super().__init__(
            label=label,
            min_value=0,
            max_value=1_000_000,
            required=False,
            help_text=_("Empty: no limit."),
        )


class AdmissionForm(forms.Form):
    """One field of places for each mode in which the event takes place."""

    hold_minutes = forms.IntegerField(
        label=_("Minutes that a place is held for an unconfirmed address"),
        min_value=10,
        max_value=1440,
        initial=60,
    )
    offer_hours = forms.IntegerField(
        label=_("Hours to answer when a place comes free"),
        min_value=1,
        max_value=336,
        required=False,
        initial=24,
        help_text=_("Empty: who waits gets the place at once, without being asked."),
    )

    def __init__(self, *args, modes, **kwargs):
        super().__init__(*args, **kwargs)
        own = {}
        for mode in modes:
            words = {
                AttendanceMode.ON_SITE: _("Places on site"),
                AttendanceMode.ONLINE: _("Places online"),
            }
            own[f"places_{mode}"] = PlacesField(words[mode])
        self.modes = modes
        self.fields = {**own, **self.fields}

    def places(self):
        return {mode: self.cleaned_data[f"places_{mode}"] for mode in self.modes}

    def settings(self):
        return {name: self.cleaned_data[name] for name in ("hold_minutes", "offer_hours")}

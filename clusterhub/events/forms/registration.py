from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterhub.events.address_hints import suggestion
from clusterhub.events.addresses import holds_address
from clusterhub.events.forms.questions import Asking
from clusterhub.events.operations.text import one_line
from clusterhub.vocabularies.models import Country

TRAP = "website_address"  # People do not see it; programs fill it in.
ANSWER = "address_answer"  # The address that she chose of the two she was asked about.


def clean_name(typed):
    name = one_line(typed)
    if holds_address(name):
        raise ValidationError(_("A name holds no address."))
    if not any(sign.isalpha() for sign in name):
        raise ValidationError(_("A name has at least one letter."))
    return name


class AddressForm(forms.Form):
    """An address that looks like a slip is asked about once; the answer belongs to exactly these
    letters."""

    meant, is_asking = "", False  # The address that was probably meant; whether to ask about it.

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self):
        typed = super().clean()
        if email := typed.get("email"):
            self.meant, answer = suggestion(email), self.data.get(ANSWER, "")
            if self.meant and answer == self.meant:
                typed["email"] = self.meant
            elif self.meant and answer != email:
                self.is_asking = True
        return typed


class PersonForm(AddressForm):
    """Somebody who comes: name, address, and mode where there is a choice."""

    field_order = ("name", "email", "mode")

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mode = forms.ChoiceField(label=_("How do you take part?"), widget=forms.RadioSelect)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [(c.mode, f"{c.label}: {c.words}") for c in choices]
        if len(choices) == 1:
            self.fields["mode"].required = False
            self.only = choices[0].mode
            self.fields["mode"].widget = forms.HiddenInput()

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def clean_mode(self):
        return self.cleaned_data["mode"] or self.only


class RegistrationForm(Asking, PersonForm):
    """What the event's page asks: two fields, and what the organiser asks beyond."""

    website_address = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, user, questions=(), needs_country=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_known = user.is_authenticated
        if self.is_known:
            del self.fields["name"], self.fields["email"]
        self.ask(questions)
        if needs_country and "country" not in self.fields:
            self.fields["country"] = forms.ModelChoiceField(
                Country.objects.all(),
                label=_("Your country"),
                empty_label=_("Choose"),
                help_text=_("This event is for people from certain countries."),
            )
        elif needs_country:
            self.fields["country"].required = True

    def columns(self):
        facts = super().columns()
        if self.cleaned_data.get("country"):
            facts["country"] = self.cleaned_data["country"]
        return facts

    @property
    def more(self):
        """What is asked beyond name, address and mode."""
        first = ("name", "email", "mode", TRAP)
        return [self[name] for name in self.fields if name not in first]

    @property
    def is_trapped(self):
        return bool(self.data.get(TRAP))


class GuestForm(PersonForm):
    """By invitation: the address is known, and the name perhaps."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["email"]


class ColleagueForm(PersonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of your colleague")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].label = _("E-mail address of your colleague")
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["mode"].label = _("How does your colleague take part?")

"""The applicant's forms: what it is about, the team, the partners, a late exception."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models import MemberRole
from clusterhub.clock.forms import DayField, HourInput
from clusterhub.clock.moments import local_to_instant
from clusterhub.directory.forms import OrganisationField
from clusterhub.events.addresses import holds_address
from clusterhub.vocabularies.models import Country


def no_address(words):
    """What stands in our letters leads nowhere but to us."""
    if holds_address(words):
        raise forms.ValidationError(_("Write it without addresses of pages or mail."))


class FactsForm(forms.Form):
    title = forms.CharField(
        label=_("Title of your application"),
        max_length=200,
        validators=[no_address],
        help_text=_("As it stands in lists and letters. You can change it until you hand it in."),
    )
    lead_organisation = OrganisationField(
        label=_("Organisation that applies"),
        required=False,
        help_text=_("By its name in the directory."),
    )
    lead_name = forms.CharField(
        label=_("Its name, if it is not in the directory"),
        max_length=200,
        required=False,
        validators=[no_address],
    )
    lead_country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Its country"), required=False
    )
    stamp = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @classmethod
    def of(cls, application, stamp, data=None):
        names = [name for name in cls.base_fields if name != "stamp"]
        initial = {name: getattr(application, name) for name in names}
        return cls(data, initial=initial | {"stamp": stamp})

    def refuse_as_older(self, application, stamp):
        """Both are shown; whoever saves once more has seen both."""
        said = {"title": application.title, "lead": application.lead}
        self.add_error(None, _("Meanwhile it was changed to “%(title)s”, %(lead)s.") % said)
        self.data = self.data.copy()
        self.data["stamp"] = stamp

    def clean(self):
        facts = self.cleaned_data
        has_none = not facts.get("lead_organisation") and not facts.get("lead_name")
        if has_none and "lead_organisation" not in self.errors:
            self.add_error("lead_name", _("Say which organisation applies."))
        return facts

    def facts(self):
        """With what the directory knows of the organisation."""
        facts = {name: said for name, said in self.cleaned_data.items() if name != "stamp"}
        if body := facts.get("lead_organisation"):
            facts["lead_name"] = body.name
            facts["lead_country"] = body.country
            facts["lead_region"] = body.region
        else:
            facts["lead_region"] = None
        return facts


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.WRITER)


class PartnerForm(forms.Form):
    organisation = OrganisationField(
        label=_("Organisation"), required=False, help_text=_("By its name in the directory.")
    )
    name = forms.CharField(
        label=_("Its name, if it is not in the directory"),
        max_length=200,
        required=False,
        validators=[no_address],
    )
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Country"), required=False)
    task = forms.CharField(
        label=_("What it does in the project"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    contact_name = forms.CharField(label=_("Contact"), max_length=150, required=False)
    contact_email = forms.EmailField(
        label=_("Her or his e-mail address"),
        max_length=254,
        required=False,
        help_text=_("There we send a link by which the partner confirms."),
    )

    def clean(self):
        facts = self.cleaned_data
        if body := facts.get("organisation"):
            facts["name"], facts["country"] = body.name, body.country
        elif not facts.get("name") and "organisation" not in self.errors:
            self.add_error("name", _("Name the partner."))
        return facts


class PartnerAnswerForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150)


class ExceptionForm(forms.Form):
    """Until when, on the clocks of the call's zone, and why."""

    day = DayField(label=_("Until the day"))
    hour = forms.TimeField(label=_("Until the hour"), widget=HourInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("It stays in the log of the application.")
    )

    def until(self, zone):
        local = datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        return local_to_instant(local, zone).instant

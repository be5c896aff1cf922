from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayInput
from clusterhub.directory.forms.filters import ListFilters
from clusterhub.directory.kinds import HAS_MEMBERS, OrganisationKind
from clusterhub.directory.models import Organisation, ParticipantRole, Participation
from clusterhub.vocabularies.models import Country
from clusterhub.web.addresses import only_web

DAY = DayInput()


class MemberFilters(ListFilters):
    q = forms.CharField(label=_("Name"), max_length=ListFilters.LONGEST, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    said = forms.ChoiceField(
        label=_("Who says so"),
        choices=[("both", _("Both sides")), ("one", _("One side only"))],
        required=False,
    )
    when = forms.ChoiceField(
        label=_("When"), choices=[("former", _("Those who have left"))], required=False
    )

    def __init__(self, query, **options):
        super().__init__(query, **options)
        self.fields["when"].choices = [("", _("Now")), *self.fields["when"].choices[1:]]

    def apply(self, ties):
        ties = ties.former() if self.chosen.get("when") else ties.current()
        if kind := self.chosen.get("kind"):
            ties = ties.filter(organisation__kind=kind)
        if said := self.chosen.get("said"):
            ties = ties.mutual() if said == "both" else ties.one_sided()
        if words := self.chosen.get("q"):
            named = Organisation.objects.matching(words).values("pk")
            ties = ties.filter(organisation__in=named)
        return ties.order_by("organisation__sort_key", "pk")


class WholeFilters(ListFilters):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[pair for pair in OrganisationKind.choices if pair[0] in Participation.WHOLES],
        required=False,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)

    def apply(self, organisations):
        if words := self.chosen.get("q"):
            organisations = organisations.matching(words, "description")
        narrowing = {name: self.chosen[name] for name in ("kind", "country") if name in self.chosen}
        return organisations.filter(**narrowing)


class JoinedField(forms.DateField):
    """Since when; nobody has joined in the future."""

    def __init__(self):
        super().__init__(label=_("Since (if known)"), required=False, widget=DAY)

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return day


class TieForm(forms.Form):
    """An organisation by the name that somebody types; which one is asked where several fit."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "list": "organisation-names"}),
        help_text=_("As it stands in the directory, or nearly so."),
    )
    joined_on = JoinedField()
    role = forms.ChoiceField(
        label=_("Role"),
        choices=ParticipantRole.choices,
        initial=ParticipantRole.MEMBER,
        required=False,
    )
    # Chosen among those that were proposed.
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, submitted=None, *, user, has_role, kinds=None, initial=None):
        super().__init__(submitted, initial=initial)
        rows = Organisation.objects.visible_to(user).exclude(state="archived")
        if kinds is not None:
            rows = rows.filter(kind__in=kinds)
        self.rows = self.fields["organisation"].queryset = rows
        if not has_role:
            del self.fields["role"]

    def clean_role(self):
        return self.cleaned_data["role"] or ParticipantRole.MEMBER


class EndForm(forms.Form):
    on = forms.DateField(label=_("Left on"), widget=DAY)


class NewMemberForm(forms.Form):
    """One who does not stand in the directory yet."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[pair for pair in OrganisationKind.choices if pair[0] not in HAS_MEMBERS],
        initial=OrganisationKind.SME,
    )
    country = forms.ModelChoiceField(
        Country.objects.all(), label=_("Country"), empty_label=_("Choose a country")
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        validators=[only_web],
        help_text=_("Without one, it is not shown to visitors until its own people come."),
    )
    joined_on = JoinedField()
    others = forms.ModelMultipleChoiceField(
        Organisation.objects.all(), required=False, widget=forms.MultipleHiddenInput
    )

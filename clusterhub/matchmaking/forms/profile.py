"""Three questions: what I offer, what I look for, whom I want to meet; and when, if one likes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.events.forms.session import language_choices
from clusterhub.events.operations.text import one_line
from clusterhub.matchmaking.slot_words import slot_in_words
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, Technology

FEW_WORDS = forms.Textarea(attrs={"rows": 3})


def _several(rows, label, **more):
    return forms.ModelMultipleChoiceField(
        queryset=rows,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


class ProfileForm(forms.Form):
    offers = forms.CharField(
        label=_("What I offer"),
        max_length=500,
        required=False,
        widget=FEW_WORDS,
        help_text=_("In your own words: products, skills, machines, data, money, contacts."),
    )
    offered_technologies = _several(Technology.objects.all(), _("Technologies I can help with"))
    seeks = forms.CharField(
        label=_("What I look for"),
        max_length=500,
        required=False,
        widget=FEW_WORDS,
        help_text=_("What a meeting would be worth your time for."),
    )
    sought_technologies = _several(Technology.objects.all(), _("Technologies I look for"))
    shows_calls = forms.BooleanField(
        label=_("Others who follow the same calls as I do, and show it, may see that"),
        required=False,
    )
    wanted_kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisations"),
        choices=OrganisationKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wanted_countries = _several(Country.objects.all(), _("Countries"))
    wanted_ecosystems = _several(IndustrialEcosystem.objects.all(), _("Industrial ecosystems"))
    languages = forms.MultipleChoiceField(
        label=_("Languages in which I can meet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    most_meetings = forms.IntegerField(
        label=_("Meetings at most"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Empty: as many as there is time for."),
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    slots = forms.MultipleChoiceField(
        label=_("When I can meet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sessions in which you have a place are taken out by themselves."),
    )

    def __init__(self, *args, slots, zone, follows_calls=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not follows_calls:
            del self.fields["shows_calls"]
        self.fields["languages"].choices = language_choices()
        self._slots = {str(slot.pk): slot for slot in slots}
        if slots:
            choices = [(key, slot_in_words(slot, zone)) for key, slot in self._slots.items()]
            self.fields["slots"].choices = choices
        else:
            del self.fields["slots"]

    def clean_offers(self):
        return one_line(self.cleaned_data["offers"])

    def clean_seeks(self):
        return one_line(self.cleaned_data["seeks"])

    def facts(self):
        """What `save_profile` takes."""
        facts = dict(self.cleaned_data)
        if "slots" not in facts:
            return facts
        free = set(facts.pop("slots"))
        taken_out = [slot for key, slot in self._slots.items() if key not in free]
        return facts | {"slots_off": taken_out}


def initial_of(participant, slots):
    """What the form shows of a profile; of somebody new, that she can always meet."""
    if participant is None:
        return {"slots": [str(slot.pk) for slot in slots]}
    off = set(participant.slots_off.values_list("slot", flat=True))
    lists = ("offered_technologies", "sought_technologies", "wanted_countries", "wanted_ecosystems")
    plain = ("offers", "seeks", "shows_calls", "wanted_kinds", "languages", "most_meetings")
    return {
        **{name: getattr(participant, name) for name in plain},
        **{name: list(getattr(participant, name).all()) for name in lists},
        "slots": [str(slot.pk) for slot in slots if slot.pk not in off],
    }

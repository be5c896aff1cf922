"""What somebody types when she asks for a meeting, answers, or looks for people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.events.operations.text import one_line
from clusterhub.matchmaking.slot_words import slot_in_words

MOST_LETTERS = 300


def _short(label, **more):
    return forms.CharField(
        label=label, max_length=MOST_LETTERS, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), **more,
    )  # fmt: skip


class AskForm(forms.Form):
    note = _short(
        _("Why you two should meet"), help_text=_("One or two sentences. They read it at once.")
    )

    def __init__(self, *args, slots=(), zone="", **kwargs):
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in slots}
        if slots:
            self.fields["slot"] = _slot_field(
                self.slots, zone, _("Your wish for a time"), first=_("The first that suits both")
            )

    def clean_note(self):
        return one_line(self.cleaned_data["note"])

    @property
    def chosen_slot(self):
        return self.slots.get(self.cleaned_data.get("slot"))


class AnswerForm(forms.Form):
    """Which button was pressed, with what belongs to it."""

    what = forms.ChoiceField(choices=[(w, w) for w in ("accept", "decline", "propose", "withdraw")])
    words = _short(_("A word to it, if you like"))
    slot = forms.CharField(required=False, max_length=20)

    def clean_words(self):
        return one_line(self.cleaned_data["words"])


class CancelForm(forms.Form):
    words = _short(_("Why, if you like; they read it"))


def _slot_field(slots, zone, label, first):
    choices = [("", first), *((key, slot_in_words(slot, zone)) for key, slot in slots.items())]
    return forms.ChoiceField(label=label, choices=choices, required=False)


class PeopleForm(forms.Form):
    """What one looks for among all who take part. It is never sent by POST and never wrong: what is
    not known counts as nothing. Required, so that no label of a filter says "optional"."""

    use_required_attribute = False
    q = forms.CharField(label=_("Words"))
    country = forms.ChoiceField(label=_("Country"))
    kind = forms.ChoiceField(label=_("Kind of organisation"))

    def __init__(self, asked, *, countries):
        self.chosen = _chosen(asked, {code for code, _words in countries})
        super().__init__(initial=dict(zip(("q", "country", "kind"), self.chosen, strict=True)))
        self.fields["country"].choices = [("", _("Any country")), *countries]
        self.fields["kind"].choices = [("", _("Any kind")), *OrganisationKind.choices]


def _chosen(asked, codes):
    """(words, country's code, kind)."""
    words = asked.get("q", "").replace("\x00", "").strip()[:100]
    country, kind = asked.get("country", ""), asked.get("kind", "")
    return (
        words,
        country if country in codes else "",
        kind if kind in OrganisationKind.values else "",
    )

"""A typed name becomes a person or an organisation: one that is known, or a new one.

Whom a name means is the directory's answer; where it has more than one, or none, the editor says.
"""

from django import forms
from django.utils.translation import gettext as _

from clusterhub.accounts.permissions import can_run_events
from clusterhub.directory.matching import near_organisations, near_people

NEW, ONLY_WORDS = "new", "words"
EXACT = 0.99  # Namesakes at other desks score a little below 1.


class WhichRecord(forms.CharField):
    """Hidden until a typed name leaves a choice."""

    def __init__(self):
        super().__init__(max_length=250, required=False, widget=forms.HiddenInput, label="")

    def offer(self, label, name, choices):
        # An answer belongs to the name it was given for: another name is another question.
        self.label = label
        self.widget = forms.RadioSelect(
            choices=[(f"{key}:{name}", words) for key, words in choices]
        )


def _answer(form, field, name):
    key, _colon, about = (form.cleaned_data.get(field) or "").partition(":")
    return key if about == name else ""


def person_named(form, name, organisation=None):
    """(person, is_new) for a typed name; None with an error when the editor must choose."""
    near = near_people(name, organisation=organisation)
    near = [each.record for each in _named_to(form, near) if each.score >= EXACT]
    answer = _answer(form, "which_person", name)
    by_key = {str(person.pk): person for person in near}
    if answer in by_key:
        return by_key[answer], False
    if not near or answer == NEW:
        return None, True
    if len(near) == 1:
        return near[0], False
    choices = [(key, _described(person)) for key, person in by_key.items()]
    choices.append((NEW, _("Somebody else of this name")))
    form.fields["which_person"].offer(_("Which %(name)s?") % {"name": name}, name, choices)
    form.add_error("which_person", _("Several people have this name. Choose one."))
    return None, False


def organisation_named(form, name):
    """(organisation, is_new); (None, False) when only the words are to be printed."""
    near = _named_to(form, near_organisations(name))
    exact = [each.record for each in near if each.score == 1]
    answer = _answer(form, "which_organisation", name)
    by_key = {str(each.record.pk): each.record for each in near}
    if answer in by_key:
        return by_key[answer], False
    if len(exact) == 1 and not answer:
        return exact[0], False
    if answer in (NEW, ONLY_WORDS):
        return None, answer == NEW
    choices = [(key, str(record)) for key, record in by_key.items()]
    choices.append((NEW, _("Add “%(name)s” to the directory") % {"name": name}))
    choices.append((ONLY_WORDS, _("Only print these words")))
    form.fields["which_organisation"].offer(_("Which organisation?"), name, choices)
    form.add_error("which_organisation", _("The directory does not know this name. Choose."))
    return None, False


def _named_to(form, near):
    """The team chooses among all there are; organisers of one event do not learn who is not listed."""
    if form.user is None or can_run_events(form.user):
        return near
    return [each for each in near if each.record.published_at]


def _described(person):
    """A namesake with what tells her apart: where she spoke last, else her country."""
    last = person.speakers.select_related("organisation").order_by("-event__starts_at").first()
    more = (last and last.organisation_name) or str(person.country or "")
    return f"{person.name} ({more})" if more else person.name

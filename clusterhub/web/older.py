"""Two people, or two tabs, at one page: whoever saves an older one sees what was saved since, beside what
she typed, and loses neither."""

import json
from hashlib import sha256

from django import forms
from django.db.models import Model, QuerySet
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

LONGEST_SAID = 2000


class SavedMeanwhile(Exception):
    """Somebody saved something newer than what this page rests on."""


def stamp_of(said):
    """By this an older page is told from a newer one; `said` is what the page shows, by name."""
    plain = json.dumps({name: _plain(value) for name, value in said.items()}, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:16]


def _plain(value):
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet):
        return sorted(str(each.pk) for each in value)
    return value if isinstance(value, dict | list | int | bool) or value is None else str(value)


def demand_newest(said, based_on):
    """Asked under the lock of the row. A caller without a page has no stamp, and replaces."""
    if based_on and based_on != stamp_of(said):
        raise SavedMeanwhile


class RestingForm(forms.Form):
    """A form that knows on what it rests. `initial` is what stands there now, with its `stamp`; the
    operation takes it as `based_on`. A form for something new rests on nothing, and has neither."""

    stamp = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def _post_clean(self):
        super()._post_clean()
        stamp = self.cleaned_data.pop("stamp", "")
        if "stamp" in self.initial:
            self.cleaned_data["based_on"] = stamp

    def refuse_as_older(self):
        """What stands there now is said above what was typed; saving once more replaces it."""
        self.add_error(None, _("Somebody saved something else meanwhile."))
        for field in self.visible_fields():
            if _differs(field):
                self.add_error(None, f"{field.label}: {_said(field)}")
        self.data = self.data.copy()
        self.data[self.add_prefix("stamp")] = self.initial.get("stamp", "")


def _differs(field):
    there, typed = field.field.prepare_value(field.initial), field.data
    if isinstance(there, str) and isinstance(typed, str):
        return there.split() != typed.split()  # A browser ends lines in its own way.
    return field.field.has_changed(there, typed)


def _said(field):
    value = field.field.prepare_value(field.initial)
    if isinstance(value, list | tuple | QuerySet):
        words = ", ".join(str(_label(field, each)) for each in value)
    else:
        words = str(_label(field, value)) if value not in (None, "") else ""
    return words[:LONGEST_SAID] or _("empty")


def _label(field, value):
    choices = dict(flatten_choices(getattr(field.field, "choices", ()) or ()))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return choices.get(value, choices.get(str(value), value))

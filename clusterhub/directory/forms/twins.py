from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.joining import FIELDS, value_of
from clusterhub.directory.models import NameKind


class MergeForm(forms.Form):
    """Which of two is kept, and which of their values; both are named by their addresses."""

    name_kind = forms.ChoiceField(
        label=_("What the other name is to the one that is kept"),
        choices=NameKind,
        initial=NameKind.SPELLING,
    )

    def __init__(self, submitted, one, other):
        super().__init__(submitted)
        self.pair = (one, other)
        likelier = max(self.pair, key=_weight)
        sides = [(each.slug, each.name) for each in self.pair]
        self.fields["kept"] = forms.ChoiceField(choices=sides, initial=likelier.slug)
        for name, each in zip(("version_one", "version_other"), self.pair, strict=True):
            self.fields[name] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=each.version
            )
        values = [(field, value_of(one, field), value_of(other, field)) for field in FIELDS]
        self.rows = [row for row in values if row[1] != row[2] and (row[1] or row[2])]
        for field in self.contested:
            self.fields[f"take_{field}"] = forms.ChoiceField(choices=sides, initial=likelier.slug)

    @property
    def contested(self):
        """The fields in which both say something, and not the same."""
        return [field for field, one, other in self.rows if one and other]

    @property
    def kept(self):
        return self._of(self.cleaned_data["kept"])

    @property
    def gone(self):
        return next(each for each in self.pair if each is not self.kept)

    def take(self):
        """The chosen fields of the one that goes, and all that only it has."""
        chosen = {
            field
            for field in self.contested
            if self.cleaned_data[f"take_{field}"] == self.gone.slug
        }
        at = self.pair.index(self.gone)
        return chosen | {field for field, *values in self.rows if not values[1 - at]}

    def versions(self):
        named = dict(zip(self.pair, ("version_one", "version_other"), strict=True))
        return tuple(self.cleaned_data[named[each]] for each in (self.kept, self.gone))

    def _of(self, slug):
        return next(each for each in self.pair if each.slug == slug)


def _weight(organisation):
    """Rather the one that is seen, is kept by somebody, says more, and was there first."""
    is_kept = organisation.editorships.current().exists()
    return organisation.is_listed, is_kept, organisation.completeness, -organisation.pk

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.models import OrganisationKind


class ListFilters(forms.Form):
    """What a reader wants to see. It lives in the address; what does not fit there is left out
    instead of refused, so that an old address still shows a list."""

    LONGEST = 100

    q = forms.CharField(label=_("Words"), max_length=LONGEST, required=False)

    def __init__(self, query, **options):
        super().__init__(query, auto_id="filter-%s")
        for name, choices in options.items():
            self.fields[name].choices = choices
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *field.choices]
        self.query = query
        self.is_valid()
        self.chosen = {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self):
        """What is chosen, each with the address that takes it off."""
        return [
            {"label": self._words_of(name, value), "url": self._address_without(name)}
            for name, value in self.chosen.items()
        ]

    def _words_of(self, name, value):
        if name == "q":
            return f"“{value}”"
        return str(dict(self.fields[name].choices).get(value, value))

    def _address_without(self, name):
        rest = self.query.copy()
        for gone in (name, "page"):
            rest.pop(gone, None)
        return f"?{rest.urlencode()}"


class OrganisationFilters(ListFilters):
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    ecosystem = forms.ChoiceField(label=_("Industrial ecosystem"), required=False)

    def apply(self, organisations):
        if words := self.chosen.get("q"):
            organisations = organisations.matching(words, "description")
        columns = {"kind": "kind", "country": "country_id", "ecosystem": "ecosystems"}
        narrowing = {columns[name]: value for name, value in self.chosen.items() if name in columns}
        return organisations.filter(**narrowing)


class PersonFilters(ListFilters):
    country = forms.ChoiceField(label=_("Country"), required=False)

    def apply(self, people):
        if words := self.chosen.get("q"):
            people = people.matching(words)
        if country := self.chosen.get("country"):
            people = people.filter(country_id=country)
        return people

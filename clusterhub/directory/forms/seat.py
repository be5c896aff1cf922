"""A form that asks for the place of a seat: which of several towns of one name is meant."""

from django import forms
from django.utils.translation import gettext as _

from clusterhub.directory.seats import is_unknown_town, towns_to_choose_from
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import NutsRegion

AS_TYPED = "as-typed"
WHERE = "where"  # The name of the question, which comes only when there is one.


class SeatMixin:
    """For a form with `city`, and with `country`, `postcode` and `region` where it has them.

    What was chosen becomes the `region`; nobody has to choose, and what was typed always stays.
    """

    def settle_seat(self):
        given = self.cleaned_data
        if given.get("country") is None or self.errors.keys() & {"city", "country", "region"}:
            return
        typed = {name: given.get(name) for name in ("country", "city", "postcode")}
        towns = towns_to_choose_from(**typed, region=self._typed_region())
        answer = self.data.get(self.add_prefix(WHERE))
        if not towns:
            given["region"] = self._typed_region()
            return
        self._ask_where(towns)
        if answer in {town.nuts3 for town in towns}:
            given["region"] = _region(answer) or given.get("region")
        elif answer != AS_TYPED:
            self.add_error(WHERE, self._question(towns))

    @property
    def where_words(self):
        """What to say of a town that no list knows, once the form is saved."""
        given = self.cleaned_data
        if not is_unknown_town(country=given.get("country"), city=given.get("city")):
            return ""
        return _(
            "We know no place “%(city)s” in this country. It is kept as you typed it; on the map "
            "stands the region, or the country when none is given."
        ) % {"city": given["city"]}

    def _typed_region(self):
        """A region that stood there before does not hold back a town that is new."""
        region = self.cleaned_data.get("region")
        moved = "city" in self.changed_data and "region" not in self.changed_data
        if region and moved and not self._is_unknown():
            return None
        return region

    def _is_unknown(self):
        return is_unknown_town(
            country=self.cleaned_data["country"], city=self.cleaned_data.get("city")
        )

    def _ask_where(self, towns):
        choices = [(town.nuts3, _words(town)) for town in towns]
        choices.append((AS_TYPED, _("None of these: keep what I typed")))
        self.fields[WHERE] = forms.ChoiceField(
            label=_("Which place is it?"),
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
        )
        names = list(self.fields)
        names.insert(names.index("city") + 1, names.pop())
        self.order_fields(names)

    def _question(self, towns):
        if len(towns) == 1:
            return _("This place lies in another region than the one given. Choose, please.")
        return _("There are several places of this name. Choose yours, please.")


def _words(town):
    names = [town.name]
    for code in (town.nuts3, town.nuts3[:4], town.nuts3[:3]):
        spot = atlas.spot(code)
        if spot and spot.name not in names:
            names.append(spot.name)
    return f"{', '.join(names)} ({town.nuts3})"


def _region(code):
    return NutsRegion.objects.filter(code=code).order_by("-version").first()

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import HAS_MEMBERS, OrganisationKind
from clusterhub.directory.models import RowDecision, RowVerdict
from clusterhub.vocabularies.models import Country

NOT_SAID = [("", _("Leave it open"))]


class MemberListForm(forms.Form):
    file = forms.FileField(
        label=_("The list"),
        help_text=_("CSV or Excel (.xlsx). The first row names the columns: name, country, city …"),
    )
    country = forms.ModelChoiceField(
        Country.objects.all(),
        label=_("Country, where the list says none"),
        required=False,
        empty_label=_("Leave it open"),
    )
    kind = forms.ChoiceField(
        label=_("What they are, where the list does not say"),
        choices=NOT_SAID
        + [pair for pair in OrganisationKind.choices if pair[0] not in HAS_MEMBERS],
        initial=OrganisationKind.SME,
        required=False,
    )


class BulkForm(forms.Form):
    verdict = forms.ChoiceField(choices=RowVerdict.choices)
    decision = forms.ChoiceField(choices=RowDecision.choices)


def decisions_in(submitted):
    """{number of row: decision} out of the fields row-1, row-2 …; what is none is left out."""
    found = {}
    for name, value in submitted.items():
        number = name.removeprefix("row-") if name.startswith("row-") else ""
        is_number = number.isascii() and number.isdecimal() and len(number) < 8
        if is_number and value in RowDecision.values:
            found[int(number)] = value
    return found

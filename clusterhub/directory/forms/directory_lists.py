from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.vocabularies.models import Country

NOT_SAID = [("", _("Leave it open"))]


class DirectoryListForm(forms.Form):
    file = forms.FileField(
        label=_("The list"),
        help_text=_(
            "CSV, Excel (.xlsx) or JSON. The first row names the columns: name, country, city, "
            "website, kind …"
        ),
    )
    country = forms.ModelChoiceField(
        Country.objects.all(),
        label=_("Country, where the list says none"),
        required=False,
        empty_label=_("Leave it open"),
    )
    kind = forms.ChoiceField(
        label=_("What they are, where the list does not say"),
        choices=NOT_SAID + OrganisationKind.choices,
        required=False,
    )
    source = forms.CharField(
        label=_("Whose numbers the column “id” holds"),
        help_text=_("The name of the register, always the same one: by it a list is known again."),
        max_length=40,
        required=False,
    )
    is_listed = forms.BooleanField(
        label=_("List new ones at once"),
        help_text=_("Otherwise they are drafts that their own people may claim."),
        required=False,
    )

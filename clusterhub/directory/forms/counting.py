from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayInput

WORDS = {
    "sme": _("Small and medium-sized enterprises"),
    "large": _("Large companies"),
    "research": _("Research, universities, training"),
    "public": _("Public bodies"),
    "other": _("Others"),
}
MOST = 1_000_000


class MemberCountForm(forms.Form):
    counted_on = forms.DateField(label=_("Counted on"), widget=DayInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in WORDS.items():
            self.fields[name] = forms.IntegerField(
                label=words, min_value=0, max_value=MOST, required=False
            )

    def clean_counted_on(self):
        day = self.cleaned_data["counted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def clean(self):
        data = self.cleaned_data
        data.update({name: data.get(name) or 0 for name in WORDS if name not in self.errors})
        if not self.errors and not any(data[name] for name in WORDS):
            raise forms.ValidationError(_("Type at least one number."))
        return data

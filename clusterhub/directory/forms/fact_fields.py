"""Fields for code lists, each showing what `facts.py` keeps."""

from django import forms
from django.utils.translation import gettext as _

from clusterhub.directory.codes import words

FEW = 20


class CodesField(forms.MultipleChoiceField):
    """Several of a list, boxes to tick: a list to choose from loses all at a click too many."""

    def __init__(self, name, **options):
        offered = [(code, str(label)) for code, label in words(name).items()]
        widget = forms.CheckboxSelectMultiple
        super().__init__(choices=offered, widget=widget, required=False, **options)

    def put_first(self, chosen):
        """What is chosen stands first where one would have to look for it."""
        if len(self.choices) > FEW:
            self.choices = sorted(self.choices, key=lambda choice: choice[0] not in chosen)


class RegionCodeField(forms.CharField):
    """The code of a region, shown with its name."""

    def prepare_value(self, value):
        name = words("serves").get(value)
        return f"{value} {name}" if name else value

    def to_python(self, value):
        return super().to_python(value).partition(" ")[0].upper()

    def has_changed(self, initial, data):
        return (initial or "") != self.to_python(data)


class CodeLinesField(forms.CharField):
    """Several of a list too long to show: a line each, begun with the code."""

    def __init__(self, name, **options):
        self.list_name = name
        super().__init__(
            required=False, max_length=10000, widget=forms.Textarea({"rows": 5}), **options
        )

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        known = words(self.list_name)
        return "\n".join(f"{code} {known.get(code, '')}" for code in value)

    def clean(self, value):
        known = words(self.list_name)
        codes, unknown = [], []
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            code = line.split()[0].strip(",;").upper()
            (codes if code in known else unknown).append(code if code in known else line.strip())
        if unknown:
            raise forms.ValidationError(_("Not known: %s.") % ", ".join(unknown[:5]))
        return list(dict.fromkeys(codes))

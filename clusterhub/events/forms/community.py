from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.models import Organisation
from clusterhub.directory.models.editing import levels_of
from clusterhub.events.forms.event import EventForm
from clusterhub.events.models import Verdict
from clusterhub.events.operations.community import SHORTEST_REASONS

LEFT_OUT = ("kind", "parent", "presidency", "series", "recording_url", "slides_url")


class CommunityForm(EventForm):
    """What a member says of an event of her own."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Held by"),
        empty_label=gettext_lazy("None of your organisations"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        for name in LEFT_OUT:
            self.fields.pop(name, None)
        own = Organisation.objects.listed().filter(pk__in=levels_of(user))
        self.fields["organisation"].queryset = own
        if not own:
            del self.fields["organisation"]
        self.fields["online_url"].label = _("Where to register, watch or join")

    def facts(self):
        own = {name: self.cleaned_data[name] for name in ("organisation",) if name in self.fields}
        return super().facts() | own


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (Verdict.ACCEPTED, gettext_lazy("Show it to everybody")),
            (Verdict.RETURNED, gettext_lazy("Give it back for a change")),
            (Verdict.REFUSED, gettext_lazy("Refuse it")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Sent to who submitted it. Not needed when it is shown."),
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self):
        typed = super().clean()
        is_shown = typed.get("verdict") == Verdict.ACCEPTED
        if not is_shown and len(typed.get("reasons", "").strip()) < SHORTEST_REASONS:
            self.add_error("reasons", _("Say why, in a sentence that she can use."))
        return typed

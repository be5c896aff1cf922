from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models import Event


class InfoSessionForm(forms.Form):
    event = forms.CharField(
        label=_("Event"),
        max_length=300,
        help_text=_("Its address on this site, or the last part of it: /events/clean-steel/."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_event(self):
        slug = self.cleaned_data["event"].partition("?")[0].strip().strip("/").rpartition("/")[2]
        event = Event.objects.visible_to(self.user).filter(slug=slug).first()
        if event is None:
            raise forms.ValidationError(_("There is no event at this address."))
        return event

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.events.forms.session import language_choices
from clusterhub.vocabularies.models import Topic


def _text(label, rows, help_text="", **more):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=3000, widget=widget, help_text=help_text, **more)


class IdeaForm(forms.Form):
    title = forms.CharField(label=_("Your idea in one line"), max_length=150)
    challenge = _text(_("The challenge"), 4, _("What should be possible, and for whom?"))
    problem = _text(_("The problem"), 4, _("What stands in the way today?"))
    present = _text(_("What is there"), 3, _("Machines, data, people, results."), required=False)
    missing = _text(
        _("Who is missing"), 3, _("Which skills and organisations you look for."), required=False
    )
    language = forms.ChoiceField(label=_("It is written in"), initial="en")
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()


IDEA_FIELDS = ("title", "challenge", "problem", "present", "missing", "language")


def initial_of(idea):
    return {name: getattr(idea, name) for name in IDEA_FIELDS} | {"topics": list(idea.topics.all())}

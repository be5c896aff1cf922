"""How every form looks: our own field, one under the other, errors beside what they are about."""

from django.forms import EmailInput, RadioSelect, Select, Textarea, TextInput
from django.forms.renderers import TemplatesSetting

from clusterhub.web.parts import kept_article

# Widgets that show nothing but what they were made with.
PLAIN = {TextInput, EmailInput, Textarea, Select, RadioSelect}


class FormRenderer(TemplatesSetting):
    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


def kept_field(bound):
    """A field as always; drawn once for all where nobody has filled in anything yet."""
    facts = _facts(bound)
    return bound.as_field_group() if facts is None else kept_article(facts, bound.as_field_group)


def _facts(bound):
    """All that an empty field shows; None where there is more to it."""
    field, form, widget = bound.field, bound.form, bound.field.widget
    choices = getattr(widget, "choices", ())
    is_plain = type(widget) in PLAIN and isinstance(choices, (list, tuple))
    if form.is_bound or not is_plain or bound.initial is not None or field.template_name:
        return None
    words = (bound.html_name, bound.auto_id, str(bound.label), str(bound.help_text))
    states = (field.required, field.disabled, form.use_required_attribute, widget.is_required)
    return (*words, *states, type(widget).__name__, repr(widget.attrs), repr(choices))

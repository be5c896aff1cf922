"""`{% shared "head" %}…{% endshared %}`: a part of a page that looks the same to everybody."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


@register.tag
def shared(parser, token):
    """Drawn once for all where the view hands over `shared` (`activity.kept.shared_parts`); else as
    it stands. It may say nothing of the reader but what the address, language and zone say."""
    name = token.split_contents()[1].strip("\"'")
    nodes = parser.parse(("endshared",))
    parser.delete_first_token()
    return _Shared(name, nodes)


class _Shared(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        parts = context.get("shared")
        if parts is None:
            return self.nodelist.render(context)
        if self.name not in parts:
            parts[self.name] = self.nodelist.render(context)
        return mark_safe(parts[self.name])

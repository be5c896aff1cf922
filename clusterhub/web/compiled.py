"""Templates that are compiled before the web workers part: each would do it for itself, and keep it for
itself in memory."""

from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode


def compile_templates(*names):
    """These, and all that they name. Returns the names."""
    found, queue = set(), list(names)
    while queue:
        if (name := queue.pop()) not in found:
            found.add(name)
            queue += _named_by(get_template(name).template.nodelist)
    return found


def _named_by(nodes):
    """What is extended and included under a name that stands there as such."""
    named = [node.template for node in nodes.get_nodes_by_type(IncludeNode)]
    named += [node.parent_name for node in nodes.get_nodes_by_type(ExtendsNode)]
    return [str(one.var) for one in named if isinstance(one.var, str) and not one.filters]

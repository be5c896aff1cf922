"""What was merged leads to what it was merged into, for whoever may see that."""

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.models import ProfileDocument

# A merge can be undone: nobody is to be led astray for ever.
REMEMBER_REDIRECT = "private, max-age=600"


class MovedTo(Exception):
    """The organisation at this address is part of `kept` now."""

    def __init__(self, kept):
        super().__init__(kept.slug)
        self.kept = kept


def visible_or_moved(visible, slug):
    """The organisation of `visible` at this address; raises MovedTo, TakenBack or Http404."""
    if organisation := visible.filter(slug=slug, merged_into=None).first():
        return organisation
    if kept := visible.filter(absorbed__slug=slug).first():
        raise MovedTo(kept)
    return get_visible_or_404(visible, slug=slug)


def document_of(organisation, pk):
    """A document of its own; or, where that was left behind by a merge since both had the same
    file, the one that it is the same as. None where there is neither."""
    if row := organisation.documents.filter(pk=pk).first():
        return row
    left = ProfileDocument.objects.filter(pk=pk, organisation__merged_into=organisation)
    return organisation.documents.filter(sha256__in=left.values("sha256")).first()

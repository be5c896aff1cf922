from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.directory.operations.part_words import say_part
from clusterhub.directory.views.attempts import attempt
from clusterhub.directory.views.doors import organisation_for


@login_required
@require_POST
def part_word(request, slug, pk):
    """The body above answers one that calls itself its part."""
    organisation = organisation_for(request, slug)
    rows = organisation.parts.exclude(published_at=None)
    is_yes = request.POST.get("answer") == "yes"
    words = _("Confirmed.") if is_yes else _("Declined. It is shown no longer.")
    part = get_object_or_404(rows, pk=pk)
    attempt(request, say_part, organisation, part, is_yes=is_yes, done=words)
    return redirect("directory:edit-organisation", slug)

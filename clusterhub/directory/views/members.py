"""How many members an organisation has, as its own people say, over the years."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.directory.forms.counting import WORDS, MemberCountForm
from clusterhub.directory.kinds import PARTS_OF, Part
from clusterhub.directory.operations.counting import record_count
from clusterhub.directory.views.doors import organisation_for
from clusterhub.web.desk import saved, sent


@login_required
def counts(request, slug):
    organisation = organisation_for(request, slug)
    if Part.MEMBERS not in PARTS_OF[organisation.kind]:
        raise Http404
    form = MemberCountForm(sent(request), initial={"counted_on": timezone.localdate()})
    if saved(request, form, record_count, organisation):
        messages.success(request, _("Recorded. Numbers of other days stay as they are."))
        return redirect("directory:counts", slug)
    rows = [
        (count, [(words, getattr(count, name)) for name, words in WORDS.items()])
        for count in organisation.counts.all()
    ]
    context = {"organisation": organisation, "form": form, "rows": rows}
    return render(request, "directory/profile/counts.html", context)

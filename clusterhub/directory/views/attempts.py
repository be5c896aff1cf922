from django.contrib import messages
from django.utils.translation import gettext as _

from clusterhub.directory.views.wording import REFUSALS, words_of


def still_there(request, rows, pk, *, words=""):
    """One of `rows`; or None, and the reader is told: she clicked twice, or somebody was faster.
    What belongs to others is not there either, and nobody learns that it exists."""
    row = rows.filter(pk=pk).first()
    if row is None:
        messages.info(request, words or _("It was removed already."))
    return row


def attempt(request, operation, *records, done="", **values):
    """Whether `operation` went through; both ways the reader is told."""
    try:
        operation(*records, by=request.user, **values)
    except REFUSALS as refusal:
        messages.error(request, words_of(refusal))
        return False
    if done:
        messages.success(request, done)
    return True


def attempt_form(request, form, operation, *records, done="", **values):
    """The same for a short form beside others; what does not fit is said, too."""
    if not form.is_valid():
        for words in (error for errors in form.errors.values() for error in errors):
            messages.error(request, words)
        return False
    return attempt(request, operation, *records, done=done, **form.cleaned_data, **values)

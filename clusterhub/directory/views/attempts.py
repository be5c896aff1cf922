from django.contrib import messages

from clusterhub.directory.views.wording import REFUSALS, words_of


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

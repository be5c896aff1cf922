"""An organiser's own words in the letters: written, looked at, sent to herself first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusterhub.events.emails.preview import preview_letter
from clusterhub.events.emails.registration import events_for_letters
from clusterhub.events.forms.asking import MailWordsForm
from clusterhub.events.models import Admission, LetterKind, LetterMode
from clusterhub.events.operations import send_test_letter, set_mail_words
from clusterhub.events.operations.admission import MODES_OF
from clusterhub.events.operations.words import set_reminder
from clusterhub.events.permissions import can_change_admission
from clusterhub.events.placeholders import WORDS
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mails(request, slug):
    event = event_for(request, slug, can_change_admission)
    if request.method == "POST":
        set_reminder(event, reminds=request.POST.get("reminds") == "yes", by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:mails", slug)
    written = set(event.mail_words.values_list("kind", "mode"))
    rows = [
        {"kind": kind, "modes": [(mode, (kind.value, mode.value) in written) for mode in _modes(event)]}
        for kind in LetterKind
    ]  # fmt: skip
    admission = Admission.objects.filter(event=event).first()
    context = {"event": event, "rows": rows, "admission": admission}
    return render(request, "events/mails.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail(request, slug, kind, mode):
    event = event_for(request, slug, can_change_admission)
    if kind not in LetterKind.values or mode not in [each.value for each in _modes(event)]:
        raise Http404
    stored = event.mail_words.filter(kind=kind, mode=mode).first()
    initial = {"subject": stored.subject, "text": stored.text} if stored else {}
    form = MailWordsForm(sent(request), initial=initial)
    if form.is_valid():
        set_mail_words(event, kind=kind, mode=mode, by=request.user, **form.cleaned_data)
        if "test" in request.POST:
            for each in _shown(event, mode):
                language = get_language()
                send_test_letter(event, kind=kind, mode=each, language=language, by=request.user)
            messages.success(request, _("Saved, and sent to %s only.") % request.user.email)
        else:
            messages.success(request, _("Saved."))
        return redirect("events:mail", slug, kind, mode)
    context = {
        "event": event,
        "form": form,
        "kind": LetterKind(kind),
        "mode": LetterMode(mode),
        "placeholders": [(f"{{{name}}}", words) for name, words in WORDS.items()],
        "letters": _letters(event, kind, mode),
    }
    return render(request, "events/mail.html", context, status=422 if form.errors else 200)


def _modes(event):
    """Everybody; and each mode, where there is a choice."""
    own = MODES_OF[event.format]
    return (
        [LetterMode.ANY, *(LetterMode(mode.value) for mode in own)] if own[1:] else [LetterMode.ANY]
    )


def _shown(event, mode):
    """The modes in which a letter of these words goes out."""
    return MODES_OF[event.format] if mode == LetterMode.ANY else [mode]


def _letters(event, kind, mode):
    event = events_for_letters().get(pk=event.pk)
    return [_letter(event, kind, each) for each in _shown(event, mode)]


def _letter(event, kind, mode):
    words = preview_letter(event, kind, mode, language=get_language())
    return {"mode": LetterMode(mode).label, "subject": words.subject, "body": words.text}

"""An organiser's own words in the letters of her event."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.emails.preview import write_test_letters
from clusterhub.events.models import Admission
from clusterhub.events.operations.asking import derive_extras
from clusterhub.events.operations.refusals import UnknownPlaceholder
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.events.placeholders import unknown_in
from clusterhub.letters.models import Priority
from clusterhub.letters.operations import Post, post


@transaction.atomic
def set_mail_words(event, *, kind, mode, subject, text, by):
    """Let this kind of letter say these words; with neither it says what it always says."""
    subject, text = one_line(subject), several_lines(text)
    if unknown := unknown_in(f"{subject}\n{text}"):
        raise UnknownPlaceholder(unknown)
    if subject or text:
        event.mail_words.update_or_create(
            kind=kind, mode=mode, defaults={"subject": subject, "text": text}
        )
    else:
        event.mail_words.filter(kind=kind, mode=mode).delete()
    derive_extras(event)
    record_activity("changed a letter of", event, by=by, letter=str(kind), mode=str(mode))


@transaction.atomic
def set_reminder(event, *, reminds, by):
    """Whether who comes is written to the day before; once it has left it cannot be taken back."""
    changed = Admission.objects.filter(event=event).exclude(reminds=reminds).update(reminds=reminds)
    if changed:
        record_activity("changed the reminder of", event, by=by, reminds=reminds)


@transaction.atomic
def send_test_letter(event, *, kind, mode, language, by):
    """As people get it, with an invented person in it, to nobody but `by`."""
    facts = {"event": event.pk, "kind": str(kind), "mode": str(mode), "language": language}
    post(
        write_test_letters,
        Post(
            to=by.email,
            kind="test",
            about=(by._meta.label_lower, by.pk),
            facts=facts,
            priority=Priority.SOMEBODY_WAITS,
        ),
    )
    record_activity("sent herself a letter of", event, by=by, letter=str(kind), mode=str(mode))

"""Letters leave: claimed, written, handed to the mail server, noted. Never inside a transaction.

Two workers never claim the same letter. A process that dies between handing over and noting it has
sent a letter that is sent again after five minutes; both carry one Message-ID.
"""

import logging
import time
from datetime import timedelta

from django.core.mail import get_connection
from django.db import connection as database
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from clusterhub.letters.models import Letter, LetterState
from clusterhub.letters.refused import is_final, words_of
from clusterhub.letters.writing import message_of
from clusterhub.web.prepared import Prepared

AT_ONCE = 50
NOTED_EVERY = 10
# Well before what is claimed is taken for lost.
LONGEST_BATCH = 120
UNSETTLED = (LetterState.SENDING, LetterState.QUEUED)
PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 480)]
logger = logging.getLogger("clusterhub.letters")


def deliver(*, only=None, limit=AT_ONCE):
    """Send what is due, `limit` letters over one connection; how many were taken up."""
    letters = _claim(only, limit)
    if letters:
        _Batch(letters).send()
    return len(letters)


def _claim(only, limit):
    now = timezone.now()
    due = Letter.objects.due(now)
    if only is not None:
        due = due.filter(pk__in=only)
    is_any = due.exists() if only is not None else _first_due(now)
    if not is_any:  # SQLite would take the one lock for writing twice a second.
        return []
    with transaction.atomic():
        if database.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        letters = list(due[:limit])
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
            state=LetterState.SENDING, claimed_at=now, attempts=F("attempts") + 1
        )
    for letter in letters:
        letter.attempts += 1
    return letters


_first_due = Prepared(lambda now: Letter.objects.due(now).values_list("pk")[:1]).one


class _Batch:
    """Letters on their way through one connection."""

    def __init__(self, letters):
        self.letters, self.sent, self.dropped = letters, [], []
        self.connection, self.trouble = None, None

    def send(self):
        began = time.monotonic()
        try:
            for letter, words in self._written():
                if words is None:
                    self.dropped.append(letter.pk)
                elif self.trouble:  # Nobody answers: asking for each would take all day.
                    _put_back(letter, self.trouble)
                elif time.monotonic() - began > LONGEST_BATCH:
                    _note([letter.pk], state=LetterState.QUEUED, attempts=F("attempts") - 1)
                else:
                    self._send(letter, words)
                if len(self.sent) >= NOTED_EVERY:
                    self._note_sent()
        finally:
            self._note_sent()
            _note(self.dropped, state=LetterState.DROPPED, problem="")
            self._close()

    def _written(self):
        """Each letter with its words, or None where what it tells is no longer true."""
        by_renderer = {}
        for letter in self.letters:
            by_renderer.setdefault(letter.renderer, []).append(letter)
        for path, letters in by_renderer.items():
            try:
                words = import_string(path)(letters)
            except Exception as error:
                logger.exception("Letters could not be written by %s.", path)
                for letter in letters:
                    _put_back(letter, error)
                continue
            yield from ((letter, words.get(letter.pk)) for letter in letters)

    def _send(self, letter, words):
        if not self._open():
            _put_back(letter, self.trouble)
            return
        try:
            message = message_of(letter, words, self.connection)
            message.send()
        except Exception as error:
            self._close()  # Whatever state it is in, the next letter gets a new one.
            _refused(letter, error)
            return
        self.sent.append(letter.pk)
        number = getattr(getattr(message, "anymail_status", None), "message_id", None)
        if number is not None:  # The provider tells of it by this, perhaps at once.
            _note([letter.pk], provider_id=str(number)[:200])

    def _open(self):
        if self.connection is None:
            self.connection = get_connection()
            try:
                self.connection.open()
            except Exception as error:
                self.connection, self.trouble = None, error
        return self.connection is not None

    def _note_sent(self):
        # A provider may have told already that one came back.
        Letter.objects.filter(pk__in=self.sent, state__in=UNSETTLED).update(
            state=LetterState.SENT, sent_at=timezone.now(), problem=""
        )
        self.sent = []

    def _close(self):
        if self.connection is None:
            return
        try:
            self.connection.close()
        except Exception:  # It was the connection that broke.
            logger.debug("The connection to the mail server did not close.", exc_info=True)
        self.connection = None


def _refused(letter, error):
    if is_final(error):
        _note([letter.pk], state=LetterState.FAILED, problem=words_of(error))
    else:
        _put_back(letter, error)


def _put_back(letter, error):
    """Again later, five times; then it has failed, with the words of whoever refused it."""
    if letter.attempts > len(PAUSES):
        _note([letter.pk], state=LetterState.FAILED, problem=words_of(error))
        return
    later = timezone.now() + PAUSES[letter.attempts - 1]
    _note([letter.pk], state=LetterState.QUEUED, not_before=later, problem=words_of(error))


def _note(pks, **facts):
    if pks:
        Letter.objects.filter(pk__in=pks).update(**facts)

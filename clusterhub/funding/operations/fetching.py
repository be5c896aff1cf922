"""Calls from an address: what came of it is kept, also when nobody answered."""

import logging
import time
from tempfile import TemporaryFile

from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.documents.refusals import CannotRead
from clusterhub.funding.models import CallImport
from clusterhub.funding.operations.importing import REFUSED, CallImporter, note_import
from clusterhub.funding.operations.paging import MOST_PAGES, next_page
from clusterhub.funding.reading import read_calls
from clusterhub.web import fetching
from clusterhub.web.addresses import host_of

logger = logging.getLogger(__name__)
LARGEST = 400 << 20  # The portal's whole list has 130 MB.
SECONDS = 900
UNCHANGED = 304


def fetch_calls_from(address):
    """Take over what stands at an address, page after page, if it has changed; the CallImport that
    says how it went.

    Never raises for what the other side does, or for a net that is not there.
    """
    run = _Run(address)
    while run.goes_on():
        run.take_page()
    return run.note()


class _Run:
    """One look at an address and at the pages to which it leads."""

    def __init__(self, address):
        self.source, self.next, self.seen = address[:300], address, set()
        self.began, self.end = timezone.now(), time.monotonic() + SECONDS
        self.importer = CallImporter(source=host_of(self.source) or self.source)
        self.remarks, self.tag, self.is_whole = [], "", True

    def goes_on(self):
        if not self.next or self.next in self.seen:
            return False
        if len(self.seen) < MOST_PAGES and time.monotonic() < self.end:
            return True
        self._fail(_("There are more pages than are read at once."))
        return False

    def take_page(self):
        address, is_first = self.next, not self.seen
        self.seen.add(address)
        self.next, around = "", {}
        with TemporaryFile() as file:
            answered = self._ask(address, file, _headers(self.source if is_first else ""))
            if answered is not None and self._take(file, around):
                self.next = next_page(address, around)
                # That the first of several pages is as it was says nothing of the others.
                self.tag = answered.get("ETag", "") if is_first and not self.next else ""

    def note(self):
        if not self.is_whole:
            logger.warning("Calls from %s: %s", self.source, self.remarks[-1])
        counts = self.importer.summary() if self.importer.counts else {}
        is_clean = self.is_whole and not self.importer.counts[REFUSED]
        return _note(self.source, counts, self.remarks, self.began, self.tag if is_clean else "")

    def _ask(self, address, file, headers):
        """The headers of an answer with something in it, else None."""
        seconds = max(1, self.end - time.monotonic())
        try:
            status, answered = fetching.download(
                address, file, headers=headers, most=LARGEST, seconds=seconds
            )
        except fetching.NoAnswer as silence:
            return self._fail(_("Nobody answered: %s") % silence)
        except fetching.NotToBeFetched as refusal:
            return self._fail(_("This address is not fetched (%s).") % refusal.code)
        if status == UNCHANGED:
            self.remarks.append(_("Nothing has changed there."))
            self.tag = _last_tag(self.source)
            return None
        return answered if status == 200 else self._fail(_("The answer was %d.") % status)

    def _take(self, file, around):
        """Whether there was a list of calls."""
        try:
            for told in self.importer.take(read_calls(file, around), name=self.source):
                if told.verdict == REFUSED:
                    named = f"{told.number or ''} {told.name}"
                    self.remarks += [f"{named}: {words}" for words in told.words]
        except CannotRead as refusal:
            self._fail(str(refusal))
            return False
        return True

    def _fail(self, words):
        page = len(self.seen)
        self.remarks.append(
            _("Page %(page)d: %(words)s") % {"page": page, "words": words} if page > 1 else words
        )
        self.is_whole = False


def _headers(source):
    headers = {"User-Agent": "ClusterHub", "Accept": "application/json, text/csv, */*"}
    if tag := _last_tag(source):
        headers["If-None-Match"] = tag
    return headers


def _last_tag(source):
    last = CallImport.objects.filter(source=source).first()
    return last.counts.get("tag", "") if last else ""


def _note(source, counts, remarks, began, tag):
    if tag and tag.isascii() and tag.isprintable():
        counts = counts | {"tag": tag[:200]}
    return note_import(source, counts, remarks, started_at=began)

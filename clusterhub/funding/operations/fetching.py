"""Calls from an address: what came of it is kept, also when nobody answered."""

import logging
from tempfile import TemporaryFile

from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.documents.refusals import CannotRead
from clusterhub.funding.models import CallImport
from clusterhub.funding.operations.importing import REFUSED, CallImporter, note_import
from clusterhub.funding.reading import read_calls
from clusterhub.web import fetching
from clusterhub.web.addresses import host_of

logger = logging.getLogger(__name__)
LARGEST = 400 << 20  # The portal's whole list has 130 MB.
SECONDS = 900
UNCHANGED = 304


def fetch_calls_from(address):
    """Take over what stands at an address if it has changed; the CallImport that says how it went.

    Never raises for what the other side does, or for a net that is not there.
    """
    began, source = timezone.now(), address[:300]
    with TemporaryFile() as file:
        try:
            status, answered = fetching.download(
                address,
                file,
                headers=_headers(source),
                most=LARGEST,
                seconds=SECONDS,
            )
        except fetching.NoAnswer as silence:
            return _failed(source, _("Nobody answered: %s") % silence, began)
        except fetching.NotToBeFetched as refusal:
            return _failed(source, _("This address is not fetched (%s).") % refusal.code, began)
        if status == UNCHANGED:
            return _note(source, {}, [_("Nothing has changed there.")], began, _last_tag(source))
        if status != 200:
            return _failed(source, _("The answer was %d.") % status, began)
        return _take(file, source, began, answered.get("ETag", ""))


def _take(file, source, began, tag):
    importer, remarks = CallImporter(source=host_of(source) or source), []
    try:
        for told in importer.take(read_calls(file), name=source):
            if told.verdict == REFUSED:
                remarks += [f"{told.number or ''} {told.name}: {words}" for words in told.words]
    except CannotRead as refusal:
        return _failed(source, str(refusal), began)
    is_whole = not importer.counts[REFUSED]
    return _note(source, importer.summary(), remarks, began, tag if is_whole else "")


def _headers(source):
    headers = {"User-Agent": "ClusterHub", "Accept": "application/json, text/csv, */*"}
    if tag := _last_tag(source):
        headers["If-None-Match"] = tag
    return headers


def _last_tag(source):
    last = CallImport.objects.filter(source=source).first()
    return last.counts.get("tag", "") if last else ""


def _failed(source, words, began):
    logger.warning("Calls from %s: %s", source, words)
    return _note(source, {}, [words], began, "")


def _note(source, counts, remarks, began, tag):
    if tag and tag.isascii() and tag.isprintable():
        counts = counts | {"tag": tag[:200]}
    return note_import(source, counts, remarks, started_at=began)

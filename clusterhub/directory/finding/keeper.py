"""Keeps the search index in step with the database: one keeper a machine, a thread of the worker.

Every change leaves a row in the transaction that makes it (`SearchChange`). The keeper reads the
rows beyond its mark, brings those organisations into the index, and writes the mark in the same
commit: killed at any point, either both are there or neither.

Numbers of rows can become visible out of order (PostgreSQL hands them out before the commit), so
the mark stays behind at what is certainly settled; younger rows are read again, which is harmless.
"""

import errno
import logging
import os
import shutil
import time
from datetime import timedelta
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files import locks
from django.db import close_old_connections
from django.utils import timezone

from clusterhub.directory.finding.documents import MARK_ID, document_of, mark_document
from clusterhub.directory.finding.reader import POINTER, folder_of_index
from clusterhub.directory.finding.schema import fingerprint, schema
from clusterhub.directory.models import Organisation, SearchChange
from clusterhub.directory.operations.following import forget_changes
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import NutsRegion

SETTLED_AFTER = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=7)
AT_ONCE = 500
LOOK_SECONDS = 0.5
STANDBY_SECONDS = 5
WRITER_BYTES, REBUILD_BYTES = 60_000_000, 256_000_000
LOCK = "keeper.lock"
PROBE_BYTES = 1_000_000
NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
DISK_FULL = (
    "No room is left for the search index in %s: lists go on with what it knew. "
    "Make room; what has changed meanwhile is followed by itself."
)
logger = logging.getLogger("clusterhub.finding")


class Occupied(Exception):
    """Another process of this machine keeps the index."""


class Keeper:
    """Open it with `with`; it holds the lock of this machine until it is closed or dies."""

    def __enter__(self):
        if settings.SEARCH_DIR is None:
            raise Occupied  # Switched off: nobody is to keep it.
        self._writer, self._applied = None, set()
        self._take_lock()
        return self

    def __exit__(self, *exception):
        try:
            self._close_writer()
        finally:
            self._lock.close()

    def follow(self):
        """Bring the index up to date; returns how many changes that took."""
        if self._writer is not None and not self._is_in_place():
            logger.warning("The search index was taken away.")
            self._writer = None
            self._lock.close()
            self._take_lock()
        if self._writer is None:
            self._open()
        now = timezone.now()
        beyond = SearchChange.objects.filter(pk__gt=self.mark).order_by("pk")
        changes = list(beyond.values_list("pk", "first_pk", "last_pk", "at"))
        new = [change for change in changes if change[0] not in self._applied]
        settled = [pk for pk, _first, _last, at in changes if at < now - SETTLED_AFTER]
        if not new and not settled:
            return 0
        for first, last in _merged((first, last) for _pk, first, last, _at in new):
            self._bring(first, last)
        if settled:
            self.mark = settled[-1]
        self._commit()
        self._applied = {change[0] for change in changes if change[0] > self.mark}
        if settled:
            forget_changes(before=now - FORGOTTEN_AFTER, below=self.mark)
        return len(new)

    def rebuild(self):
        """Make the whole index anew beside the old one, then let everybody read the new one."""
        self._close_writer()
        folder = settings.SEARCH_DIR / f"{fingerprint()}-{time.time_ns():x}"
        folder.mkdir()
        # What is not seen yet is followed afterwards, so nothing that happens now is missed.
        settled = SearchChange.objects.filter(at__lt=timezone.now() - SETTLED_AFTER)
        self.mark = settled.order_by("-pk").values_list("pk", flat=True).first() or 0
        seen = set(SearchChange.objects.filter(pk__gt=self.mark).values_list("pk", flat=True))
        try:
            self._start(folder, REBUILD_BYTES, is_new=True)
            count = self._add(Organisation.objects.all())
            self._commit()
            self._close_writer()
        except Exception:
            self._writer = None
            shutil.rmtree(folder, ignore_errors=True)  # Above all where the disk is full.
            raise
        _point_to(folder)
        self._start(folder, WRITER_BYTES)
        self._applied = seen
        return count

    def _take_lock(self):
        settings.SEARCH_DIR.mkdir(parents=True, exist_ok=True)
        self._lock = (settings.SEARCH_DIR / LOCK).open("w")
        if not locks.lock(self._lock, locks.LOCK_EX | locks.LOCK_NB):
            self._lock.close()
            raise Occupied

    def _is_in_place(self):
        """Whether readers still find what is written here, and others the lock."""
        try:
            lock = (settings.SEARCH_DIR / LOCK).stat()
            is_there = (self._folder / "meta.json").exists() and folder_of_index() == self._folder
        except OSError:
            return False
        return is_there and os.path.samestat(lock, os.fstat(self._lock.fileno()))

    def _open(self):
        try:
            folder = folder_of_index()
            self._start(folder, WRITER_BYTES)
            self.mark = self._mark_of_index()
        except (OSError, ValueError):
            self.mark = None
        if self.mark is None or not self._is_known(self.mark):
            logger.info("The search index is made anew.")
            self.rebuild()

    def _start(self, folder, memory, is_new=False):
        from tantivy import Index

        self._folder = folder
        self._index = Index(schema(), str(folder)) if is_new else Index.open(str(folder))
        threads = 2 if memory == REBUILD_BYTES else 1
        if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
            memory, threads = 15_000_000, 1
        self._index.config_reader("manual")  # Else a thread looks for commits, which are our own.
        self._writer = self._index.writer(memory, threads)
        self._places = None
        self._applied = set()

    def _mark_of_index(self):
        from tantivy import Query

        searcher = self._index.searcher()
        hits = searcher.search(Query.term_query(self._index.schema, "id", MARK_ID), 1).hits
        return searcher.doc(hits[0][1]).get_first("mark") if hits else None

    def _is_known(self, mark):
        """Whether all that happened since is still written down."""
        if mark:
            return SearchChange.objects.filter(pk=mark).exists()
        made_at = (settings.SEARCH_DIR / POINTER).stat().st_mtime
        return time.time() - made_at < FORGOTTEN_AFTER.total_seconds()

    def _bring(self, first, last):
        from tantivy import FieldType, Query

        first = max(first, MARK_ID + 1)
        gone = Query.range_query(self._index.schema, "id", FieldType.Unsigned, first, last)
        if first == last:
            gone = Query.term_query(self._index.schema, "id", first)
        # Not by term: that takes a small number for a signed one, and then nothing is deleted.
        self._writer.delete_documents_by_query(gone)
        self._add(Organisation.objects.filter(pk__range=(first, last)))

    def _add(self, organisations):
        from tantivy import Document

        if self._places is None:
            self._places = _places()
        rows = organisations.filter(merged_into=None, erased_at=None).order_by("pk")
        last, count = 0, 0
        while chunk := list(rows.filter(pk__gt=last)[:AT_ONCE]):
            for organisation in chunk:
                document = document_of(organisation, self._places)
                self._writer.add_document(Document.from_dict(document, schema()))
            last, count = chunk[-1].pk, count + len(chunk)
        return count

    def _commit(self):
        from tantivy import Document, Query

        marked = Query.term_query(self._index.schema, "id", MARK_ID)
        self._writer.delete_documents_by_query(marked)
        self._writer.add_document(Document.from_dict(mark_document(self.mark), schema()))
        self._writer.commit()

    def _close_writer(self):
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.wait_merging_threads()


def keep(goes_on):
    """Follow until `goes_on()` is false; stands by while another process keeps the index."""
    while goes_on():
        try:
            with Keeper() as keeper:
                while goes_on():
                    close_old_connections()
                    keeper.follow()
                    time.sleep(LOOK_SECONDS)
        except Occupied:
            time.sleep(STANDBY_SECONDS)
        except Exception:
            if is_full():
                logger.error(DISK_FULL, settings.SEARCH_DIR)
            else:
                logger.exception("The keeper of the search index stumbled; it begins again.")
            time.sleep(STANDBY_SECONDS)


def is_full():
    """Whether there is no room to write. tantivy only says that a thread failed, so it is tried."""
    try:
        with TemporaryFile(dir=settings.SEARCH_DIR) as file:
            file.write(bytes(PROBE_BYTES))
    except OSError as error:
        return error.errno in NO_ROOM
    return False


def catch_up():
    """Follow once; whoever keeps the index already does it better."""
    try:
        with Keeper() as keeper:
            keeper.follow()
    except Occupied:
        logger.info("Another process keeps the search index.")
    except (OSError, ValueError, ImportError):
        if is_full():
            logger.error(DISK_FULL, settings.SEARCH_DIR)
        else:
            logger.exception("The search index could not be brought up to date.")


def _merged(ranges):
    """The same numbers in as few ranges as possible, so that what changed twice is read once."""
    merged = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    return merged


def _places():
    """Where the map puts those of whom only the region or the country is known."""
    capitals = {spot.code: (spot.latitude, spot.longitude) for spot in atlas.spots()}
    points = NutsRegion.objects.exclude(anchor_latitude=None).order_by("version")
    rows = points.values_list("code", "anchor_latitude", "anchor_longitude")
    return capitals | {code: (latitude, longitude) for code, latitude, longitude in rows}


def _point_to(folder):
    pointer = settings.SEARCH_DIR / POINTER
    fresh = pointer.with_suffix(".new")
    fresh.write_text(folder.name)
    fresh.replace(pointer)
    for other in settings.SEARCH_DIR.iterdir():
        # Whoever still reads an old one has its files open; on Windows it stays until next time.
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)

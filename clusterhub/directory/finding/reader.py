"""The search index as a process that answers questions has it open."""

import threading
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from clusterhub.directory.finding.schema import fingerprint

POINTER = "current"
_lock = threading.Lock()
_opened = {}  # At most one: the folder that the pointer names.
_at_once = {}  # At most one keeper, where there is no worker.
when_newer = []  # Whoever keeps something of a state lets it go, or its files stay open.


class IndexUnavailable(Exception):
    """There is no index to ask: not made yet, made by other code, or tantivy is missing."""


@dataclass(frozen=True, eq=False)
class Opened:
    folder: object
    index: object
    searcher: object
    stamp: tuple

    @property
    def generation(self):
        """Changes with every commit: for ETags and for what may be kept."""
        return f"{self.folder.name}-{self.stamp[0]:x}"


def open_index():
    """The newest state of the index; looks for a newer one at each call, which costs two stats."""
    if settings.SEARCH_DIR is None:
        raise IndexUnavailable("switched off")
    try:
        if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
            _catch_up_at_once()
        folder = folder_of_index()
        stamp = _stamp(folder)
        with _lock:
            opened = _opened.get(folder)
            if opened is None or opened.stamp != stamp:
                opened = _reopened(folder, stamp, opened)
                _opened.clear()
                _opened[folder] = opened
                for forget in when_newer:
                    forget()
        return opened
    except (OSError, ValueError, ImportError) as error:
        raise IndexUnavailable(str(error)) from error


def folder_of_index():
    """Where the pointer leads; OSError when there is no index that this code can read."""
    name = (settings.SEARCH_DIR / POINTER).read_text().strip()
    if not name.startswith(fingerprint()):
        raise FileNotFoundError("The search index was made by another version.")
    return settings.SEARCH_DIR / name


def changes_followed(opened=None):
    """Up to which change the index is certainly in step, and None when nothing says so."""
    from tantivy import Query

    opened = opened or open_index()
    query = Query.term_query(opened.index.schema, "id", 0)
    hits = opened.searcher.search(query, 1).hits
    return opened.searcher.doc(hits[0][1]).get_first("mark") if hits else None


def _stamp(folder):
    stat = (folder / "meta.json").stat()
    return (stat.st_mtime_ns, stat.st_ino)


def _reopened(folder, stamp, opened):
    if opened is None:
        from tantivy import Index

        index = Index.open(str(folder))
        index.config_reader("manual")
    else:
        index = opened.index
    index.reload()
    return Opened(folder, index, index.searcher(), stamp)


def _catch_up_at_once():
    """Where tasks run immediately there is no worker: who asks brings the index up to date."""
    from clusterhub.directory.finding.keeper import Keeper, Occupied

    folder = settings.SEARCH_DIR
    if folder not in _at_once:
        while _at_once:
            _at_once.popitem()[1].__exit__()
        with suppress(Occupied):
            _at_once[folder] = Keeper().__enter__()
    if folder in _at_once:
        _at_once[folder].follow()

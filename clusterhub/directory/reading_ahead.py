"""A file read by a second process, which works out each row while the first one writes the rows
before: on two cores a long list takes little more than half the time."""

import multiprocessing
import os
import signal
from traceback import format_exc

from django.db import connections

from clusterhub.directory.sheets import NoNames
from clusterhub.documents.refusals import CannotRead

WORTHWHILE_BYTES = 1_000_000


class ReaderEnded(Exception):
    """The second process has ended before the file did."""


def is_worthwhile(sheet):
    """A short list is taken sooner than a second process is at work."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    return can_fork and sheet.bytes > WORTHWHILE_BYTES and (os.cpu_count() or 1) > 1


def read_ahead(sheet, prepare):
    """The chunks of a `Sheet`, each with what `prepare(chunk)` made of it over there. Raises what
    `Sheet.chunks` raises, and `sheet` says how far it is as if it were read here."""
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe(duplex=False)
    reader = forking.Process(target=_read, args=(sheet, prepare, ours, theirs), daemon=True)
    reader.start()
    theirs.close()  # Else nobody would hear that the other one has ended.
    try:
        yield from _received(sheet, ours)
    finally:
        ours.close()
        reader.terminate()
        reader.join()


def _received(sheet, pipe):
    while True:
        try:
            said, *values = pipe.recv()
        except EOFError:
            raise ReaderEnded("The process that reads the file was ended.") from None
        if said == "refused":
            code, words = values
            raise CannotRead(code, **words)
        if said == "no names":
            raise NoNames
        if said == "failed":
            raise ReaderEnded(values[0])
        chunk, standing = values
        sheet.follow(standing)
        if said == "end":
            return
        yield chunk


def _read(sheet, prepare, ours, theirs):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Whoever waits for it ends it.
    ours.close()  # A reader whose parent is gone fails at the next row and ends.
    _leave_connections()
    try:
        for chunk in sheet.chunks():
            theirs.send(("part", (chunk, prepare(chunk)), sheet.standing()))
        theirs.send(("end", None, sheet.standing()))
    except CannotRead as refusal:
        theirs.send(("refused", refusal.code, refusal.values))
    except NoNames:
        theirs.send(("no names",))
    except BrokenPipeError:
        pass
    except Exception:
        theirs.send(("failed", format_exc()))


_left = []


def _leave_connections():
    """What the parent holds open is neither used nor closed here; who asks gets one of his own."""
    for connection in connections.all(initialized_only=True):
        _left.append(connection)
        connections[connection.alias] = connections.create_connection(connection.alias)

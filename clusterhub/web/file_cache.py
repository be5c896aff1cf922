"""Counts and limits in files, which every process of this machine sees.

Django's own lists the whole folder at each write, and forgets at each count when the limit ends;
with thousands of visitors that costs more than their registrations, and limits last five minutes.
"""

import os
import pickle
import random
import threading
import time
import zlib
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

TIDIED_AT_ONE_IN = 500  # Writes; then what has run out is removed.


class FileCache(FileBasedCache):
    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """In one step for whoever reads it."""
        self._cull()
        path = self._key_to_file(key, version)
        content = _written(self.get_backend_timeout(timeout), value)
        new = f"{path}.{os.getpid()}.{threading.get_ident()}"
        try:
            _write(new, content)
        except FileNotFoundError:  # Somebody removed the folder.
            self._createdir()
            _write(new, content)
        os.replace(new, path)

    def incr(self, key, delta=1, version=None):
        """Count under a lock of the file; the moment when it runs out stays."""
        try:
            with open(self._key_to_file(key, version), "r+b", buffering=0) as file:
                locks.lock(file, locks.LOCK_EX)
                until, value = _read(file.read())
                if until is not None and until < time.time():
                    raise ValueError(f"'{key}' has run out.")
                file.seek(0)
                file.write(_written(until, value + delta))
                file.truncate()
                return value + delta
        except FileNotFoundError as error:
            raise ValueError(f"'{key}' is not there.") from error

    def count(self, key, seconds):
        """How often this was asked in the time that began with the first and lasts `seconds`."""
        self._cull()
        path = self._key_to_file(key)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:  # Somebody removed the folder.
            self._createdir()
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with open(descriptor, "r+b", buffering=0) as file:
            locks.lock(file, locks.LOCK_EX)
            content, now = file.read(), time.time()
            until, value = _read(content) if content else (0, 0)
            if until is not None and until < now:
                until, value = now + seconds, 0
            file.seek(0)
            file.write(_written(until, value + 1))
            file.truncate()
        return value + 1

    def _cull(self):
        if random.randrange(TIDIED_AT_ONE_IN) == 0:
            self.tidy()
            super()._cull()

    def tidy(self):
        """Remove what has run out."""
        for name in self._list_cache_files():
            try:
                with Path(name).open("rb") as file:
                    self._is_expired(file)
            except (FileNotFoundError, pickle.UnpicklingError):
                continue


def _write(path, content):
    with open(path, "wb", buffering=0, opener=_private) as file:
        file.write(content)


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _read(content):
    until = pickle.loads(content)  # Stops where the first value ends.
    head = len(pickle.dumps(until, FileBasedCache.pickle_protocol))
    return until, pickle.loads(zlib.decompress(content[head:]))


def _written(until, value):
    protocol = FileBasedCache.pickle_protocol
    return pickle.dumps(until, protocol) + zlib.compress(pickle.dumps(value, protocol))

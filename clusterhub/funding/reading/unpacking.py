"""The bytes of a file, unpacked while they are read, and never more than a list of calls has."""

import gzip
import zlib

from clusterhub.documents.refusals import CannotRead

GZIP = b"\x1f\x8b"
LARGEST = 1 << 30
SMALL, MOST_TIMES = 1 << 26, 200  # Lists of calls pack to a tenth or a twentieth.


class Unpacked:
    """`read(size)`; CannotRead for a bomb. A packed file that was cut ends where it was cut."""

    def __init__(self, file):
        self._packed, self._length, self.is_cut = file, 0, False
        self._file = gzip.GzipFile(fileobj=file) if is_packed(file) else file

    def read(self, size):
        if self.is_cut:
            return b""
        try:
            content = self._file.read1(size) if self._is_packed() else self._file.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.is_cut = True
            return b""
        self._length += len(content)
        if self._length > LARGEST or self._is_bomb():
            raise CannotRead("unpacked-too-large")
        return content

    def _is_packed(self):
        return self._file is not self._packed

    def _is_bomb(self):
        if not self._is_packed() or self._length < SMALL:
            return False
        return self._length > MOST_TIMES * max(self._packed.tell(), 1)


def is_packed(file):
    file.seek(0)
    head = file.read(2)
    file.seek(0)
    return head == GZIP

"""Records of calls out of files, as facts. Pure: knows no database; only `documents` and `clock`."""

from clusterhub.funding.reading.files import Read, read_calls

__all__ = ["Read", "read_calls"]

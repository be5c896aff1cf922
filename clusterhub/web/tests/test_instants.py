"""Instants as PostgreSQL writes them are the instants that were stored."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from clusterhub.web.postgresql.instants import InstantLoader

pytestmark = pytest.mark.pure
WRITTEN = {
    b"2026-11-24 02:34:13.363711+00": datetime(2026, 11, 24, 2, 34, 13, 363711, UTC),
    b"2026-11-24 02:34:13.3637+00": datetime(2026, 11, 24, 2, 34, 13, 363700, UTC),
    b"2026-11-24 02:34:13+00": datetime(2026, 11, 24, 2, 34, 13, 0, UTC),
    b"2026-11-24 02:34:13.5+01": datetime(2026, 11, 24, 1, 34, 13, 500000, UTC),
    b"2026-11-24 02:34:13-03:30": datetime(2026, 11, 24, 6, 4, 13, 0, UTC),
    b"1890-01-01 00:19:32+00:19:32": datetime(1890, 1, 1, 0, 0, 0, 0, UTC),
    b"0001-01-01 00:00:00+00": datetime(1, 1, 1, tzinfo=UTC),
    b"9999-12-31 23:59:59.999999+00": datetime.max.replace(tzinfo=UTC),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_written_is_read_in_the_worlds_time(written):
    for data in (written, memoryview(written)):
        read = InstantLoader(0).load(data)

        assert (read, read.utcoffset(), read.tzinfo) == (WRITTEN[written], timedelta(0), UTC)


@pytest.mark.parametrize(
    "written", [b"infinity", b"0044-03-15 12:00:00+00 BC", b"10000-01-01 00:00:00+00"]
)
def test_what_python_has_no_instant_for_is_refused_in_the_words_of_psycopg(written):
    with pytest.raises(psycopg.DataError):
        InstantLoader(0).load(written)

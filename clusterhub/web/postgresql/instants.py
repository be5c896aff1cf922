"""Instants as PostgreSQL writes them to a connection in UTC, read in one step: a page reads hundreds."""

from datetime import UTC, datetime

from psycopg.types.datetime import TimestamptzLoader


class InstantLoader(TimestamptzLoader):
    timezone = UTC  # Django looks whether it is that of the connection.

    def load(self, data):
        try:
            moment = datetime.fromisoformat(str(data, "ascii"))
        except ValueError:  # Before our era, in five figures, or endless: psycopg has words for it.
            return super().load(data).replace(tzinfo=UTC)
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)

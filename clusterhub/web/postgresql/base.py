"""PostgreSQL as Django knows it, whose connections are looked at and not asked whether they live, and
whose instants are read by a quicker reader."""

import select
from datetime import UTC

from django.db.backends.postgresql import base

from clusterhub.web.postgresql.instants import InstantLoader


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        if self.timezone is UTC:
            connection.adapters.register_loader("timestamptz", InstantLoader)
        return connection

    def is_usable(self):
        """Before each page, where Django sends a statement: a server that ended has closed the
        connection, which is seen on this side. Whatever lies there unread is asked about."""
        if self.connection is None or self.connection.closed:
            return False
        unread = select.poll()
        unread.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if unread.poll(0) else True

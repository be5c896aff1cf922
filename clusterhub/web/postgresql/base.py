import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self):
        """Before each page, where Django sends a statement: a server that ended has closed the
        connection, which is seen on this side. Whatever lies there unread is asked about."""
        if self.connection is None or self.connection.closed:
            return False
        unread = select.poll()
        unread.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if unread.poll(0) else True

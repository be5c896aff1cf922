"""As much of psycopg's cursor as kept statements need, at a quarter of its price."""

from psycopg import Cursor, Error, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

NEVER_UNASKED = 2**31  # So often would psycopg see a statement before it prepared one of Django's.
MOST_KEPT = 300  # Each in a few forms: a small number and a large one are two types.


class KeptCursor:
    """A statement that this connection knows goes to libpq in one step, which waits for the answer;
    psycopg tells the server of a new one, and knows by which name it goes since then."""

    _sent_as = {}  # A statement as psycopg writes it for the server.

    def __init__(self, database):
        self._database, self._raw = database, (raw := database.connection)
        self._rows, self.rowcount = [], -1
        if raw.prepare_threshold is None:
            raw.prepare_threshold, raw.prepared_max = NEVER_UNASKED, MOST_KEPT
            raw.of_kept = Transformer(raw)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._rows = []

    def execute(self, statement, params=()):
        self._database.validate_no_broken_transaction()
        try:
            self._execute(statement, params)
        except Error:
            with self._database.wrap_database_errors:  # Callers know the errors of Django.
                raise

    def _execute(self, statement, params):
        sent = self._sent_as.get(statement)
        if sent is None or not self._straight(sent, params or ()):
            self._by_psycopg(statement, params)

    def fetchall(self):
        return self._rows

    def fetchone(self):
        return next(iter(self._rows), None)

    def _straight(self, sent, params):
        raw, words = self._raw, self._raw.of_kept
        dumped = words.dump_sequence(params, [PyFormat.AUTO] * len(params))
        names, key = raw._prepared._names, (sent, words.types or ())
        if key not in names:
            return False
        names.move_to_end(key)
        if not raw.autocommit and raw.pgconn.transaction_status == TransactionStatus.IDLE:
            self._checked(raw.pgconn.exec_(raw._get_tx_start_command()))
        result = self._checked(raw.pgconn.exec_prepared(names[key], dumped, words.formats))
        if result.status == ExecStatus.TUPLES_OK:
            words.set_pgresult(result)
            self._rows = words.load_rows(0, result.ntuples, tuple)
        self.rowcount = result.command_tuples
        return True

    def _checked(self, result):
        if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            return result
        if self._raw.pgconn.status == ConnStatus.BAD:
            raise OperationalError(result.get_error_message())
        raise error_from_result(result, encoding=self._raw.info.encoding)

    def _by_psycopg(self, statement, params):
        with Cursor(self._raw) as cursor:
            cursor.execute(statement, params, prepare=True)
            newest, _types = next(reversed(self._raw._prepared._names))
            self._sent_as[statement] = newest
            self.rowcount = cursor.rowcount
            self._rows = cursor.fetchall() if cursor.description else []

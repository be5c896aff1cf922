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

    def found_together(self, questions):
        """The rows for each (statement, parameters), or None where one of them is not known here, or
        a transaction is open."""
        raw = self._raw
        if not raw.autocommit or raw.pgconn.transaction_status != TransactionStatus.IDLE:
            return None
        asked = [
            self._known(self._sent_as.get(statement), params) for statement, params in questions
        ]
        if None in asked:
            return None
        try:
            return self._journey(asked)
        except Error:
            with self._database.wrap_database_errors:
                raise

    def fetchall(self):
        return self._rows

    def fetchone(self):
        return next(iter(self._rows), None)

    def _known(self, sent, params):
        """Name, values and their formats for libpq; None where the server was not told of it."""
        words, names = self._raw.of_kept, self._raw._prepared._names
        dumped = words.dump_sequence(params, [PyFormat.AUTO] * len(params))
        key = sent, words.types or ()
        if key not in names:
            return None
        names.move_to_end(key)
        return names[key], dumped, words.formats

    def _straight(self, sent, params):
        raw, asked = self._raw, self._known(sent, params)
        if asked is None:
            return False
        if not raw.autocommit and raw.pgconn.transaction_status == TransactionStatus.IDLE:
            self._checked(raw.pgconn.exec_(raw._get_tx_start_command()))
        result = self._checked(raw.pgconn.exec_prepared(*asked))
        if result.status == ExecStatus.TUPLES_OK:
            self._rows = self._loaded(result)
        self.rowcount = result.command_tuples
        return True

    def _journey(self, asked):
        """All are sent before the first answer is read; each answer ends with a None."""
        line = self._raw.pgconn
        line.enter_pipeline_mode()
        for each in asked:
            line.send_query_prepared(*each)
        line.pipeline_sync()
        answers = []
        while (answer := line.get_result()) is None or answer.status != ExecStatus.PIPELINE_SYNC:
            if answer is not None:
                answers.append(answer)
            elif line.status == ConnStatus.BAD:
                raise OperationalError(line.error_message.decode(errors="replace"))
        line.exit_pipeline_mode()
        return [self._loaded(self._checked(answer)) for answer in answers]

    def _loaded(self, result):
        words = self._raw.of_kept
        words.set_pgresult(result)
        return words.load_rows(0, result.ntuples, tuple)

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

"""Django's sessions in the database; what each page of a member asks first is asked with SQL that is kept."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from clusterhub.web.prepared import Prepared


class SessionStore(DatabaseStore):
    """Named as Django's is, since a session is signed with this name: either reads what both wrote."""

    def _get_session_from_db(self):
        found = _session(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found


def _of_key(key, now):
    sessions = SessionStore.get_model_class().objects
    return sessions.filter(session_key=key, expire_date__gt=now)


_session = Prepared(_of_key).one

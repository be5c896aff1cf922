"""Many at once, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from clusterhub.matchmaking.operations.refusals import MeetingRefusal


def at_once(*actions, workers=12):
    """Run them together; what each gave back, or the kind of refusal it met."""
    start = Barrier(min(workers, len(actions)))

    def run(number, action):
        try:
            if number < start.parties:
                start.wait(timeout=30)
            return action()
        except MeetingRefusal as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(start.parties) as pool:
        return list(pool.map(run, range(len(actions)), actions))

"""Many at the same moment: real transactions, one connection for each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def racing(*refusals):
    """`at_once(*actions)` runs them together and gives what each gave back, or the kind of refusal
    (one of `refusals`) that it met. Of more actions than workers the first ones begin together."""

    def at_once(*actions, workers=12):
        start = Barrier(min(workers, len(actions)))

        def run(number, action):
            try:
                if number < start.parties:
                    start.wait(timeout=30)
                return action()
            except refusals as refusal:
                return type(refusal)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(start.parties) as pool:
            return list(pool.map(run, range(len(actions)), actions))

    return at_once

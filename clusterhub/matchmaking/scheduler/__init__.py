"""Who meets whom, when and at which table: the best schedule there can be, and the proof beside it.

A pure function of its input: no network, no database, no Django; docs/guides/matchmaking-schedule.md.

    problem = Problem(read_text(text))
    made = schedule(problem)
    repaired = repair(changed_problem, {each.meeting: (each.slot, each.table) for each in made.scheduled})
"""

from clusterhub.matchmaking.scheduler.fields import BadInput
from clusterhub.matchmaking.scheduler.problem import Problem
from clusterhub.matchmaking.scheduler.reading import read, read_text
from clusterhub.matchmaking.scheduler.repairing import Repaired, repair
from clusterhub.matchmaking.scheduler.running import Progress, schedule

__all__ = ["BadInput", "Problem", "Progress", "Repaired", "read", "read_text", "repair", "schedule"]

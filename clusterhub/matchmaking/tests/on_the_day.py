"""Two people who meet at a table, or online, and the hours around it."""

from dataclasses import dataclass
from datetime import timedelta

import time_machine

from clusterhub.matchmaking.models import Meeting, MeetingReport
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_meeting,
    make_participant,
)


@dataclass
class Pair:
    """Anna and Bo, and the meeting they have in the first slot."""

    anna: object
    bo: object
    meeting: Meeting

    @property
    def matchmaking(self):
        return self.anna.matchmaking

    @property
    def starts_at(self):
        return self.meeting.slot.starts_at

    def at(self, minutes):
        """The clock stands so many minutes after the meeting begins."""
        moment = self.starts_at + timedelta(minutes=minutes)
        return time_machine.travel(moment, tick=False)

    def path(self, who, page=""):
        return link_of(who, f"schedule/{self.meeting.pk}/{page}")

    def report(self, who):
        return MeetingReport.objects.filter(meeting=self.meeting, participant=who).first()


def make_pair(mode="on_site", matchmaking=None, name="Bo Ek", **facts):
    """Bo takes part in this mode; at a table where both are on site."""
    matchmaking = matchmaking or make_matchmaking(**facts)
    anna = make_participant(matchmaking, name="Anna Berg")
    bo = make_participant(matchmaking, name=name, mode=mode)
    meeting = make_meeting(anna, bo)
    place(meeting, matchmaking.slots.first(), by=None)
    return Pair(anna, bo, Meeting.objects.select_related("slot").get(pk=meeting.pk))

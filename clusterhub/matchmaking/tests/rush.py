"""Many at once, each with a connection of its own."""

from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from tests.racing import racing

at_once = racing(MeetingRefusal)

"""How events of each kind usually look: a new one begins so, and everything can be changed."""

from dataclasses import dataclass, field
from datetime import time

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class UsualPart:
    """One part of the programme; without `at` it follows the part before it."""

    title: str
    minutes: int
    format: str = ""
    at: time | None = None
    day: int = 0
    places: int | None = None


@dataclass(frozen=True)
class Pattern:
    kind: str
    label: str
    words: str
    format: str = "online"
    starts: time = time(9, 0)
    ends: time = time(17, 0)
    days: int = 1
    parts: tuple = ()
    places: dict = field(default_factory=dict)  # By mode; None is no limit. Empty: no registration.
    admission: dict = field(default_factory=dict)


NO_LIMIT_ONLINE = {"online": None}
PATTERNS = {
    pattern.kind: pattern
    for pattern in (
        Pattern(
            "talk",
            _("Talk"),
            _("An hour online: news, policy, a panel, funding."),
            starts=time(8, 30),
            ends=time(9, 45),
            parts=(
                UsualPart(_("News from the platform"), 10),
                UsualPart(_("Policy input"), 15),
                UsualPart(_("Panel debate"), 35, "panel"),
                UsualPart(_("Funding opportunities"), 15),
            ),
            places=NO_LIMIT_ONLINE,
        ),
        Pattern(
            "regions_meeting",
            _("Clusters meet Regions"),
            _("Two days in a region: plenary, panels, a visit, meetings, conclusions."),
            format="hybrid",
            ends=time(16, 30),
            days=2,
            parts=(
                UsualPart(_("Welcome and opening"), 60, "plenary", time(9, 0)),
                UsualPart(_("The region and its clusters"), 90, "panel", time(10, 30)),
                UsualPart(_("Site visit"), 150, "site_visit", time(14, 0), places=20),
                UsualPart(_("Panel: regions and their strategies"), 90, "panel", time(9, 0), 1),
                UsualPart(_("Meetings"), 120, "meetings", time(11, 0), 1),
                UsualPart(_("Conclusions"), 60, "plenary", time(15, 30), 1),
            ),
            places={"on_site": 120, "online": None},
        ),
        Pattern(
            "lab",
            _("C2Lab"),
            _("A day of work in small groups: pitches, three groups, road maps. By approval."),
            format="on_site",
            parts=(
                UsualPart(_("Pitches"), 90, "plenary", time(9, 0)),
                UsualPart(_("Working group 1"), 150, "workshop", time(11, 0), places=16),
                UsualPart(_("Working group 2"), 150, "workshop", time(11, 0), places=16),
                UsualPart(_("Working group 3"), 150, "workshop", time(11, 0), places=16),
                UsualPart(_("Road maps"), 120, "plenary", time(15, 0)),
            ),
            places={"on_site": 50},
            admission={"needs_approval": True, "decide_hours": 120},
        ),
        Pattern(
            "matchmaking",
            _("Matchmaking event"),
            _("Meetings of organisations that look for partners. For members."),
            format="hybrid",
            parts=(
                UsualPart(_("Opening"), 30, "plenary", time(9, 0)),
                UsualPart(_("Meetings"), 180, "meetings", time(9, 30)),
                UsualPart(_("Meetings"), 180, "meetings", time(13, 30)),
            ),
            places={"on_site": 100, "online": None},
            admission={"who": "members"},
        ),
        Pattern(
            "conference",
            _("Conference with side events"),
            _("Two days with plenaries and three tracks; other events can stand beside it."),
            format="hybrid",
            days=2,
            parts=(
                UsualPart(_("Opening plenary"), 90, "plenary", time(9, 0)),
                *(
                    UsualPart(words, 90, "parallel", hour, day)
                    for day, hour in ((0, time(11, 0)), (0, time(14, 0)), (1, time(9, 0)))
                    for words in (
                        _("Parallel session 1"),
                        _("Parallel session 2"),
                        _("Parallel session 3"),
                    )
                ),
                UsualPart(_("Closing plenary"), 90, "plenary", time(15, 0), 1),
            ),
            places={"on_site": 300, "online": None},
        ),
        Pattern(
            "side_event",
            _("Side event"),
            _("Beside a conference, and listed on its page."),
            format="on_site",
            ends=time(10, 30),
            places={"on_site": 60},
        ),
        Pattern(
            "info_session",
            _("Info session on a call"),
            _("An hour online: what a call asks for, and questions."),
            starts=time(10, 0),
            ends=time(11, 0),
            parts=(
                UsualPart(_("The programme and the call"), 30),
                UsualPart(_("Questions and answers"), 30),
            ),
            places=NO_LIMIT_ONLINE,
        ),
        Pattern(
            "training",
            _("Training"),
            _("Ninety minutes online in a group in which everybody can ask."),
            starts=time(10, 0),
            ends=time(11, 30),
            parts=(UsualPart(_("Training"), 75, "workshop"), UsualPart(_("Questions"), 15)),
            places={"online": 40},
        ),
        Pattern("other", _("Something else"), _("An empty programme, to fill as you like.")),
    )
}

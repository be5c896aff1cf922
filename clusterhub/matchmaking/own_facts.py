"""What the meetings of an event keep about one registration, beside the row that hangs on it, for the
person herself. Others are not named."""

from django.db.models import Q

from clusterhub.matchmaking.models import Meeting, MeetingReport, MeetingRequest, Participant

OF_REPORTS = (
    *("late_minutes", "joined_at", "outcome", "note", "shares_contact", "noted_at"),
    "later_outcome",
)


def kept_about(registration):
    own = Participant.objects.filter(registration=registration).first()
    if own is None:
        return {}
    asked = MeetingRequest.objects.filter(asker=own).order_by("pk")
    answered = MeetingRequest.objects.filter(asked=own).order_by("pk")
    meetings = Meeting.objects.filter(Q(a=own) | Q(b=own)).order_by("pk")
    return {
        "meeting requests": list(asked.values("note", "state", "made_at", "answered_at")),
        "answers to meeting requests": list(answered.values("state", "answer", "answered_at")),
        "meetings": list(
            meetings.values(
                "slot__starts_at", "slot__ends_at", "table", "agreed_at", "cancelled_at"
            )
        ),
        "what she noted of meetings": list(
            MeetingReport.objects.filter(participant=own).order_by("pk").values(*OF_REPORTS)
        ),
    }

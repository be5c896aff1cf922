from clusterhub.funding.models.call import Call, CallKind, CallStatus
from clusterhub.funding.models.deadline import Deadline, DeadlineChange, end_of_day

__all__ = ["Call", "CallKind", "CallStatus", "Deadline", "DeadlineChange", "end_of_day"]

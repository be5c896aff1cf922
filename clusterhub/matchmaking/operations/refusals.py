"""Why something could not be; the page chooses the words."""


class MeetingRefusal(Exception):
    pass


class NotComing(MeetingRefusal):
    """Only who has a confirmed place meets people there."""


class NotOpenYet(MeetingRefusal):
    """Profiles are taken from a later moment on."""

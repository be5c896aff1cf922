"""What operations of the evaluation refuse, each named after the fact."""


class RulesFixed(Exception):
    """The rules of the evaluation are fixed and do not change any more."""


class RulesNotFixed(Exception):
    """Nobody scores before the rules are fixed."""


class NoCriteria(Exception):
    """Rules without a criterion cannot be fixed."""


class NotYet(Exception):
    """The deadline is not over, or something is missing; `missing` says what, in sentences."""

    def __init__(self, missing=()):
        super().__init__(missing)
        self.missing = list(missing)


class HasConflict(Exception):
    """This person has a tie with this application."""


class BadScore(Exception):
    """A score off the scale; `problems` are sentences by key."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


class Superseded(Exception):
    """Somebody saved a newer wording meanwhile."""


class AlreadyGiven(Exception):
    """It was handed over and does not change any more."""


class AlreadyDecided(Exception):
    """It was decided before."""


class TooLateToAppeal(Exception):
    """The days for an appeal are over, or have not begun."""


class NotFunded(Exception):
    """Only who is funded can do this."""

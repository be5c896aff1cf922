"""Who acts in a lab: somebody signed in, somebody behind the link to her registration, or the team."""

from dataclasses import dataclass


@dataclass
class Actor:
    """`person` is her row in the lab, once she has posted, supported or joined something."""

    user: object = None  # None: nobody is signed in.
    registration: object = None  # Her confirmed registration for the event, if there is one.
    person: object = None
    is_team: bool = False

    @property
    def account(self):
        return self.user if self.user is not None and self.user.is_authenticated else None

    @property
    def takes_part(self):
        """Who is registered, and members who are signed in."""
        return self.registration is not None or bool(self.account and self.account.is_active)

    @property
    def sees_names(self):
        """Names are for those who are registered or have said something themselves."""
        return self.is_team or self.registration is not None or self.person is not None

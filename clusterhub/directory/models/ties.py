"""What a tie of two organisations is, of which each side speaks for itself."""

from django.db import models

from clusterhub.directory.models.organisation import Organisation


class TieQuerySet(models.QuerySet):
    """Ties of two organisations, each of which may say so or not."""

    def current(self):
        """Not over and not declined; what stayed with a merged organisation says nothing any more."""
        ends = {f"{end}__merged_into": None for end in self.model.ENDS}
        return self.filter(left_on=None, declined_at=None, **ends)

    def former(self):
        """Who left, also where only one side ever said that it belonged."""
        return self.exclude(left_on=None)

    def mutual(self):
        return self.exclude(**{self.model.SAID[0]: None}).exclude(**{self.model.SAID[1]: None})

    def one_sided(self):
        said, also = self.model.SAID
        return self.filter(models.Q(**{said: None}) | models.Q(**{also: None}))

    def visible_to(self, user):
        """A tie shows nowhere to whom one of its ends is hidden."""
        visible = Organisation.objects.visible_to(user).values("pk")
        return self.filter(**{f"{end}__in": visible for end in self.model.ENDS})


class Tie(models.Model):
    """One end is the whole (a cluster, network or partnership), the other its part."""

    ENDS = ("cluster_organisation", "organisation")
    SIDES = ("cluster", "member")
    SAID = ("said_by_cluster_at", "said_by_member_at")
    KEY = ()  # What else tells two ties of the same ends apart.
    WHOLES = frozenset()  # Which kinds can be the whole.

    class Meta:
        abstract = True

    @property
    def is_mutual(self):
        return all(getattr(self, name) is not None for name in self.SAID)

    @property
    def is_declined(self):
        return self.declined_at is not None

    @property
    def said_by(self):
        """The sides that say it."""
        return [side for side in self.SIDES if self.has_said(side)]

    @property
    def is_said_by_whole_only(self):
        return self.said_by == [self.SIDES[0]]

    @property
    def is_said_by_part_only(self):
        return self.said_by == [self.SIDES[1]]

    def has_said(self, side):
        return getattr(self, f"said_by_{side}_at") is not None

    def end_of(self, side):
        return getattr(self, self.ENDS[self.SIDES.index(side)])

    def other(self, side):
        return self.SIDES[1 - self.SIDES.index(side)]

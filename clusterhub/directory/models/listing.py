from django.db import models
from django.db.models import Exists, OuterRef, Q

from clusterhub.accounts.models import Role
from clusterhub.accounts.permissions import can_edit_content, has_role
from clusterhub.directory.models.editing import Editorship, levels_of
from clusterhub.directory.names import fold, name_key
from clusterhub.directory.states import LISTED

MOST_WORDS = 6


class ListedQuerySet(models.QuerySet):
    def listed(self):
        return self.exclude(published_at=None)

    def visible_to(self, user):
        """What has been published; editors also see what has not."""
        return self.all() if can_edit_content(user) else self.listed()

    def matching(self, words, *fields):
        """Those with each of `words` in one of their names, or in one of `fields`; accent-blind."""
        rows = self
        for word in (name_key(words) or fold(words)).split()[:MOST_WORDS]:
            fits = Q(pk__in=self.model.names_with(word))
            for field in fields:
                fits |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(fits)
        return rows


class OrganisationQuerySet(ListedQuerySet):
    def with_places(self):
        return self.select_related("country", "region")

    def with_keeper(self):
        """`has_keeper`: whether an administrator with a living account keeps it."""
        administrators = Editorship.objects.administrators().filter(editor__is_active=True)
        return self.annotate(has_keeper=Exists(administrators.filter(organisation=OuterRef("pk"))))

    def listed(self):
        return self.filter(state__in=LISTED)

    def visible_to(self, user):
        """What is listed and what she edits; editors and validators of the platform see all."""
        if has_role(user, Role.EDITOR, Role.VALIDATOR):
            return self.all()
        if own := levels_of(user):
            return self.filter(Q(state__in=LISTED) | Q(pk__in=list(own)))
        return self.listed()

from django.contrib import messages
from django.utils.translation import gettext as _


def say_where(request, form, organisation):
    """Tell what became of a town that was just typed."""
    if words := form.where_words:
        messages.warning(request, words)
    elif organisation.region and "city" in form.changed_data:
        where = {"city": organisation.city, "region": organisation.region}
        messages.info(request, _("%(city)s: the region is %(region)s.") % where)

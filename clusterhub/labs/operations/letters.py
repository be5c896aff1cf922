from django.db import transaction
from django.utils import timezone

from clusterhub.labs.models import LabPerson


@transaction.atomic
def set_wants_letters(person, wants):
    """Whether she gets the letters of this lab that she may stop; what concerns her own idea comes."""
    person = LabPerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if wants != (person.letters_stopped_at is None):
        person.letters_stopped_at = None if wants else timezone.now()
        person.save(update_fields=["letters_stopped_at"])
    return person

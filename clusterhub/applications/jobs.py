from django.utils import timezone
from django_tasks import task

from clusterhub.applications.operations import making
from clusterhub.applications.operations.forgetting import due_calls, forget_applications

AT_ONCE = 20


def forget_in_time():
    """Applications whose days are over; the publisher said how many these are."""
    now = timezone.now()
    for hosted in due_calls(now):
        forget_applications(hosted, now)


@task()
def make_application_file(pk):
    """One PDF that somebody asked for; one that is done, or in another worker's hands, is left alone."""
    making.make_file(pk)


def make_waiting_files():
    """By the clock: what was queued and never begun, and what a killed worker left behind."""
    making.forget_made_files()
    making.give_up_hopeless()
    for pk in list(making.to_make().values_list("pk", flat=True)[:AT_ONCE]):
        making.make_file(pk)

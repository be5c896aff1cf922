from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from clusterhub.events.models import ListState, PeopleList
from clusterhub.events.operations import erase_what_is_due, lapse_expired
from clusterhub.events.operations.forgetting import due_events, forget_people
from clusterhub.events.operations.late_requests import tell_of_late_requests
from clusterhub.events.operations.people_lists import apply_list, drop_list
from clusterhub.events.operations.telling import remind_of_tomorrow
from clusterhub.events.operations.thanking import thank_all

SILENT, LIST_KEPT = timedelta(minutes=2), timedelta(days=7)


def give_places_on():
    """What was held or offered until now, and not answered, goes to the next."""
    lapse_expired()


def erase_answers():
    """Answers, consents and invitations whose time is over."""
    erase_what_is_due()


def remind():
    remind_of_tomorrow()


def tell_organisers():
    tell_of_late_requests()


def forget_people_in_time():
    """Whoever came to an event is forgotten after the days that its organisers said."""
    for event in due_events(timezone.now()):
        forget_people(event)


def thank_participants():
    """Letters of thanks that are due, and those of a run that was broken off."""
    thank_all()


@task()
def take_people_over(pk):
    if people_list := PeopleList.objects.filter(pk=pk).first():
        apply_list(people_list)


def go_on_with_people_lists():
    """What a killed worker left behind goes on; a list that nobody takes over is let go."""
    now = timezone.now()
    lists = PeopleList.objects.all()
    for each in lists.filter(state=ListState.APPLYING, beat_at__lt=now - SILENT)[:10]:
        take_people_over.enqueue(each.pk)
    for each in lists.filter(state=ListState.PREVIEWED, at__lt=now - LIST_KEPT)[:50]:
        drop_list(each)

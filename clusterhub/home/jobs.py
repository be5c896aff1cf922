from django.core.management import call_command

from clusterhub.home import operations, sweeping


def resume_interrupted_tasks():
    operations.resume_interrupted_tasks()


def forget_finished_tasks():
    operations.forget_finished_tasks()


def publish_scheduled_news():
    call_command("publish_scheduled")  # Wagtail's own, for pages with a day to go live.


def sweep_files():
    sweeping.sweep_files()

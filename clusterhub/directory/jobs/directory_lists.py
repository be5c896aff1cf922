from django_tasks import task

from clusterhub.accounts.models import User
from clusterhub.directory.jobs.member_lists import go_on_with
from clusterhub.directory.operations import directory_lists


@task()
def read_directory_list(pk):
    """Judge a list that was brought; one that is let go meanwhile is left alone."""
    if batch := _batch(pk):
        directory_lists.read_directory_list(batch)


@task()
def take_directory_list(pk):
    """Take over what was decided, for the one who said so."""
    if batch := _batch(pk):
        author = User.objects.filter(pk=batch.columns.get("taken_by"), is_active=True).first()
        if author is None:
            directory_lists.stop_taking(batch)
        else:
            directory_lists.take_directory_list(batch, by=author)


def go_on_with_directory_lists():
    """By the clock, as with lists of members."""
    go_on_with(
        directory_lists.brought_lists(),
        read_directory_list,
        take_directory_list,
        directory_lists.cancel_directory_list,
    )


def _batch(pk):
    return directory_lists.brought_lists().filter(pk=pk).first()

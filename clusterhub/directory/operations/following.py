from clusterhub.directory.models import SearchChange


def forget_changes(*, before, below):
    """Let go of what the search index followed long ago; `below` is the mark, which stays."""
    SearchChange.objects.filter(at__lt=before, pk__lt=below).delete()

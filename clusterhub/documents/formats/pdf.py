from clusterhub.documents.refusals import CannotRead


def read(data):
    raise CannotRead("too-complex")

from clusterhub.directory.operations import twins


def look_for_twins():
    """Compare what is new or changed with everybody else; a long list takes several nights."""
    twins.look_for_twins()

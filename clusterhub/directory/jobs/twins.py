from clusterhub.directory.operations import twins
from clusterhub.directory.operations.blocks import put_blocks_away


def look_for_twins():
    """Compare what is new or changed with everybody else; a long list takes several nights."""
    put_blocks_away()
    twins.look_for_twins()

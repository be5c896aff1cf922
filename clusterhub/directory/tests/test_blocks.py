import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterhub.directory.blocks import LONGEST, blocks_of
from clusterhub.directory.tests.pairs import invented, listed

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MetaIndustry4", "MetalIndustry4"),
        ("Timber Construction Cluster", "Timbr Construction Cluster GmbH"),
        ("Holzcluster Talgau", "Talgau Holzcluster"),
        ("Clúster Textil Minho Verde", "Minho Verde"),
        ("Water Energy Reuse Alliance", "WERA"),
    ],
)
def test_a_name_and_its_misspelling_share_a_block(one, other):
    assert blocks_of(one) & blocks_of(other)


def test_common_words_lend_no_block():
    assert not blocks_of("European Wood Cluster") & blocks_of("European Steel Cluster")


def test_a_slip_anywhere_is_nearly_always_found_again():
    chance, found, count = random.Random(3), 0, 0
    for organisation in [*invented(), *listed()]:
        name = organisation.name
        for at in chance.sample(range(1, len(name)), min(5, len(name) - 1)):
            count += 1
            found += bool(blocks_of(name) & blocks_of(name[:at] + name[at + 1 :]))

    assert found / count >= 0.998, found / count


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_blocks_are_few_and_short(name):
    blocks = blocks_of(name)

    assert len(blocks) <= 40 and all(0 < len(block) <= LONGEST for block in blocks)

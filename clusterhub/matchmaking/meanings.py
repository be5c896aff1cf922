"""What a text means, as 256 numbers: WordLlama, whose weights come with its package. No network.

It sees that "wood" and "timber" are near; across languages it sees little. Loading it costs a second and
100 MB, so that only the worker does.
"""

from functools import cache
from pathlib import Path

SENSE = 256


def meanings(texts):
    """A line of numbers of length one for each text; of an empty one zeros."""
    import numpy as np

    if not any(texts):
        return np.zeros((len(texts), SENSE), np.float32)
    found = np.asarray(_model().embed([text or "-" for text in texts], norm=True), np.float32)
    found[[at for at, text in enumerate(texts) if not text.strip()]] = 0
    return found


@cache
def _model():
    import wordllama

    # Its files stand in the package, but it looks for them in a folder of another name.
    here = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=here, disable_download=True)

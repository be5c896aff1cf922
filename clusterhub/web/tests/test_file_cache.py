from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from clusterhub.web import file_cache
from clusterhub.web.file_cache import FileCache

NOW = 1_800_000_000


@pytest.fixture
def cache(tmp_path):
    return FileCache(str(tmp_path), {})


def test_a_limit_ends_when_it_was_said_to_however_often_it_was_counted(cache):
    with time_machine.travel(NOW, tick=False) as clock:
        cache.set("posts", 0, 3600)
        clock.move_to(NOW + 3000)
        counts = [cache.incr("posts") for _ in range(3)]
        clock.move_to(NOW + 3601)

        with pytest.raises(ValueError):
            cache.incr("posts")
    assert counts == [1, 2, 3]


def test_what_was_never_there_cannot_be_counted(cache):
    with pytest.raises(ValueError):
        cache.incr("posts")


def test_nothing_is_lost_when_many_count_at_once(cache):
    cache.set("posts", 0, None)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: cache.incr("posts"), range(200)))

    assert cache.get("posts") == 200


def test_what_has_run_out_is_removed_now_and_then(cache, monkeypatch, tmp_path):
    with time_machine.travel(NOW, tick=False):
        cache.set("old", 1, 10)
        cache.set("lasting", 1, None)
    monkeypatch.setattr(file_cache, "TIDIED_AT_ONE_IN", 1)

    with time_machine.travel(NOW + 11, tick=False):
        cache.set("new", 1, 10)

        assert len(list(tmp_path.glob("*.djcache"))) == 2
        assert (cache.get("old"), cache.get("lasting"), cache.get("new")) == (None, 1, 1)


def test_a_count_begins_anew_when_its_time_is_over(cache):
    with time_machine.travel(NOW, tick=False) as clock:
        counts = [cache.count("posts", 60) for _ in range(2)]
        clock.move_to(NOW + 59)
        counts.append(cache.count("posts", 60))
        clock.move_to(NOW + 61)
        counts.append(cache.count("posts", 60))

    assert counts == [1, 2, 3, 1]


def test_nobody_is_left_out_when_many_are_counted_from_nothing(cache):
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: cache.count("posts", 60), range(200)))

    assert sorted(counts) == list(range(1, 201))

import itertools

import numpy as np
import pytest

from sayso.tagger.windows import AFTER, BEFORE, CORE, LIMIT, OVERLAP, surroundings, windows


def test_nothing_to_see():
    assert windows(0) == []


def test_a_short_text_is_one_window():
    assert windows(LIMIT) == [(0, LIMIT)]


@pytest.mark.parametrize("limit", [LIMIT, 256])
@pytest.mark.parametrize("overlap", [OVERLAP, 16])
@pytest.mark.parametrize("count", [LIMIT + 1, 2 * LIMIT - OVERLAP, 2 * LIMIT, 5000])
def test_windows_cover_and_overlap(count, limit, overlap):
    found = windows(count, limit, overlap)
    assert found[0][0] == 0
    assert found[-1][1] == count
    assert len({end - start for start, end in found}) == 1
    assert found[0][1] <= limit
    assert all(left[1] - right[0] >= overlap - 1 for left, right in itertools.pairwise(found))


def test_windows_are_no_longer_than_they_must():
    count = LIMIT + 10
    assert sum(end - start for start, end in windows(count)) <= count + OVERLAP + 1


def test_two_windows_are_enough_for_twice_the_limit_less_the_overlap():
    assert len(windows(2 * LIMIT - OVERLAP)) == 2


def inside(count, *stretches):
    marks = np.zeros(count, np.bool_)
    for start, end in stretches:
        marks[start:end] = True
    return marks


def test_surroundings_reach_so_far_and_no_farther():
    places = surroundings(inside(400, (200, 210)))
    assert places.tolist() == list(range(200 - BEFORE, 210 + AFTER))


def test_how_far_surroundings_reach_can_be_told():
    places = surroundings(inside(400, (200, 210)), (48, 24))
    assert places.tolist() == list(range(152, 234))


def test_surroundings_end_with_the_window():
    assert surroundings(inside(30, (5, 8))).tolist() == list(range(30))


def test_the_middle_of_a_long_content_is_left_out():
    places = set(surroundings(inside(400, (100, 300))).tolist())
    assert set(range(100, 100 + CORE)) | set(range(300 - CORE, 300)) <= places
    assert not places & set(range(100 + CORE, 300 - CORE))


def test_a_frame_inside_a_content_stays():
    places = set(surroundings(inside(400, (100, 200), (206, 220))).tolist())
    assert set(range(200, 206)) <= places

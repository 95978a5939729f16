"""The encoder's windows and batches, and that an answer never depends on its neighbours."""

import random

import numpy as np
import pytest

from analysis import encoder

needs_weights = pytest.mark.skipif(bool(encoder.find_missing()), reason=encoder.find_missing() or "all there")
NAMES = ["Norland", "Ada Berg", "the Harbour Board", "Sudland's foreign ministry"]
FRAMES = [
    "{} won.",
    "{} was praised for a generous plan, and rightly so.",
    "Nobody in the hall doubted that {} had lied to the inquiry about the missing funds.",
    "On Monday, after a long debate in the city council, {} said that the new bridge would open in spring.",
    "Critics accuse {} of a shameful cover-up; " + "the report runs to many pages, " * 14 + "and it is still growing.",
]
TARGETS = [(frame.format(name), frame.index("{"), frame.index("{") + len(name)) for frame in FRAMES for name in NAMES]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 3, (0, 1)), (4, 8, (1, 2)), (0, 8, (0, 2)), (5, 6, (1, 2)), (3, 4, (1, 2)), (8, 9, (2, 3)), (50, 60, (2, 3))],
)
def test_tokens_of_a_span(start, end, expected):
    assert encoder.find_tokens([(0, 3), (4, 8), (8, 9)], start, end) == expected


@pytest.mark.parametrize(
    ("length", "place", "first_id", "last_id"),
    [
        (10, (3, 5), 0, 9),  # all of a short sentence
        (70, (69, 70), 0, 69),  # exactly as long as a window
        (200, (100, 102), 66, 135),  # as much before the target as after it
        (200, (0, 2), 0, 69),  # a target at the start leaves its room to what follows
        (200, (198, 200), 130, 199),
        (200, (50, 150), 33, 102),  # a target longer than a window is cut
    ],
)
def test_windows_hold_the_target(length, place, first_id, last_id):
    window, (first, last) = encoder.cut_window(range(1000, 1000 + length), place)
    assert window[0] == encoder.FIRST and window[-1] == encoder.LAST
    assert (window[1], window[-2]) == (1000 + first_id, 1000 + last_id)
    assert len(window) <= encoder.LONGEST
    assert window[first] == 1000 + place[0]
    assert window[first:last] == tuple(range(1000 + place[0], 1000 + place[0] + last - first))


def test_a_text_without_tokens_has_a_window():
    assert encoder.cut_window([], encoder.find_tokens([], 0, 1)) == ((encoder.FIRST, encoder.LAST), (1, 2))


def test_batches_are_of_one_length_and_complete():
    windows = [tuple(range(length)) for length in (5, 8, 9, 8, 7, 30) * 30]
    batches = list(encoder.make_batches(windows))
    assert sorted(place for batch in batches for place in batch) == list(range(len(windows)))
    assert all(len({len(windows[place]) for place in batch}) == 1 for batch in batches)
    assert max(map(len, batches)) <= encoder.BATCH
    assert len(windows[batches[0][0]]) == 30


def test_targets_of_one_sentence_share_its_window():
    feed = encoder.make_feed([((101, 7, 8, 102), (1, 2)), ((101, 7, 8, 102), (2, 3)), ((101, 9, 9, 102), (1, 2))])
    assert feed["ids"].tolist() == [[101, 7, 8, 102], [101, 9, 9, 102]]
    assert feed["rows"].tolist() == [0, 0, 1]
    assert feed["targets"].tolist() == [[0, 1, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]]


@needs_weights
def test_the_tokenizer_neither_pads_nor_cuts():
    tokenizer = encoder.load_tokenizer()
    assert len(tokenizer.encode("Ada won", add_special_tokens=False).ids) == 2
    assert len(tokenizer.encode("won " * 300, add_special_tokens=False).ids) == 300


@needs_weights
def test_the_same_target_gets_the_same_answer_in_any_company():
    together = encoder.predict(*zip(*TARGETS, strict=True))
    order = random.Random(3).sample(range(len(TARGETS)), len(TARGETS))
    shuffled = encoder.predict(*zip(*[TARGETS[place] for place in order], strict=True))
    alone = [encoder.predict([text], [start], [end])[0] for text, start, end in TARGETS]
    np.testing.assert_allclose(shuffled, together[order], rtol=0, atol=5e-7)
    np.testing.assert_allclose(alone, together, rtol=0, atol=5e-7)


@needs_weights
def test_probabilities():
    odds = encoder.predict(*zip(*TARGETS, strict=True))
    assert odds.shape == (len(TARGETS), 3)
    np.testing.assert_allclose(odds.sum(axis=1), 1)
    assert encoder.predict([], [], []).shape == (0, 3)

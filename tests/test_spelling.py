"""British and American spellings: one key for both, and a negative beside each positive."""

import pytest

from analysis.spelling import fold_spelling, unify_spellings


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("defence", "defense"), ("colours", "colors"), ("programme", "program"), ("organisation", "organization"),
        ("realised", "realized"), ("analysed", "analyzed"), ("travelling", "traveling"), ("fulfil", "fulfill"),
        ("centre", "center"), ("neighbouring", "neighboring"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_word(british, american):
    assert fold_spelling(british) == fold_spelling(american) == american


@pytest.mark.parametrize(
    ("one", "other"),
    [("wise", "wize"), ("defend", "defense"), ("filling", "filing"), ("tour", "tor"), ("programmer", "program")],
)
def test_other_words_stay_apart(one, other):
    assert fold_spelling(one) != fold_spelling(other)


def test_the_commonest_spelling_is_shown():
    assert unify_spellings(["defense minister", "defence", "defence"]) == ["defence minister", "defence", "defence"]
    assert unify_spellings(["promise", "rise"]) == ["promise", "rise"]

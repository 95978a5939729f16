"""A killed run keeps what it had, and its rerun gives the same bytes; `make kills` measures it on 60 articles."""

import kills


def test_a_killed_run_keeps_what_it_had_and_ends_the_same(tmp_path):
    kept, differ = kills.disturb(tmp_path, 12, 3, sentiment=False)
    assert kept == sorted(set(kept)) or kept[-1] == 12, "each kill leaves less to do"
    assert differ == [] and kills.count_kept(tmp_path) == 12

"""Charts draw the numbers they are given: bar widths, dots, labels and colours against the data, never pixels."""

import subprocess
import sys

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot

from analysis import charts, escape, tables
from analysis.charts import style

matplotlib.use("Agg")
LONG = "The Permanent Delegation of the Associated Republics to the Organisation for Nearly Everything"


@pytest.fixture(autouse=True)
def close_figures():
    yield
    pyplot.close("all")


@pytest.fixture
def shares() -> pd.DataFrame:
    return pd.DataFrame({
        "actor": ["Northland", "Southland", "(unknown)"], "actor_id": ["northland", "southland", "(unknown)"],
        "n": [20, 12, 4], "share": [0.5, 0.3, 0.2], "low": [0.4, 0.2, np.nan], "high": [0.6, 0.45, np.nan],
    })  # fmt: skip


def get_widths(ax) -> list[float]:
    return [bar.get_width() for bar in ax.patches]


def get_texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def get_hex(colour) -> str:
    return matplotlib.colors.to_hex(colour).upper()


def assert_inside(ax) -> None:
    """No text or mark reaches over the edge of its figure, as it is saved."""
    figure = style.get_figure(ax)
    figure.dpi = style.PRINT
    figure.draw_without_rendering()
    box = figure.get_tightbbox()
    width, height = figure.get_size_inches()
    assert box.x0 >= -0.02
    assert box.y0 >= -0.02
    assert box.x1 <= width + 0.02
    assert box.y1 <= height + 0.02


def test_bars_are_as_long_as_the_shares_and_start_at_zero(shares):
    ax = charts.plot_shares(shares, cases="quotes")
    assert get_widths(ax) == pytest.approx([50, 30, 20])
    assert [bar.get_x() for bar in ax.patches] == [0, 0, 0]
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([0.62] * 3)  # a bar's weight misleads, too
    assert [round(bar.get_y() + bar.get_height() / 2) for bar in ax.patches] == [0, 1, 2]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Northland", "Southland", "(unknown)"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first row stands on top
    assert get_texts(ax) == ["50%", "30%", "20%", "20", "12", "4", "n quotes"]


def test_intervals_are_drawn_where_there_are_any(shares):
    drawn = [segment for segment in charts.plot_shares(shares).collections[-1].get_segments() if np.ndim(segment) == 2]
    assert [segment[:, 0].tolist() for segment in drawn] == [[40, 60], [20, 45]]
    assert "none where cases are too few" in charts.plot_shares(shares).get_xlabel().replace("\n", " ")
    assert "too few cases for intervals" in charts.plot_shares(shares.assign(low=np.nan, high=np.nan)).get_xlabel()


def test_counts_are_not_percentages(shares):
    ax = charts.plot_shares(shares, value="n", percent=False, unit="articles")
    assert get_widths(ax) == [20, 12, 4]
    assert get_texts(ax) == ["20", "12", "4"]


def test_rows_left_out_are_said_and_the_unknown_stay(shares):
    ax = charts.plot_shares(shares, top=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Northland", "(unknown)"]
    assert "1 more not shown" in ax.get_xlabel()


def test_actors_keep_their_colours_in_every_chart(shares):
    colours = charts.actor_colours(["southland", "northland"])
    ax = charts.plot_shares(shares, colours=colours)
    assert [get_hex(bar.get_facecolor()) for bar in ax.patches] == [
        colours["northland"], colours["southland"], style.GREY]  # fmt: skip
    turned = charts.plot_shares(shares.iloc[::-1], colours=colours)
    assert get_hex(turned.patches[-1].get_facecolor()) == colours["northland"]


def test_colours_go_by_mentions_then_by_name():
    mentions = [{"mention_id": f"m{n}", "actor_id": actor} for n, actor in enumerate(["b", "b", "c", "a"])]
    made = tables.empty()._replace(
        mentions=tables.make("mentions", mentions), actors=tables.make("actors", [{"actor_id": a} for a in "cab"])
    )
    colours = charts.actor_colours(made)
    assert [colours[actor] for actor in "bac"] == list(charts.PALETTE[:3])
    assert colours[tables.UNKNOWN] == style.GREY


def test_many_actors_have_many_colours_then_grey():
    colours = charts.actor_colours([f"actor{n}" for n in range(30)])
    first = [colours[f"actor{n}"] for n in range(18)]
    assert len(set(first)) == 18
    assert colours["actor29"] == style.DARK


def test_stacked_bars_end_at_a_hundred():
    data = pd.DataFrame({
        "actor": ["A", "A", "B", "B"], "polarity": ["positive", "negative"] * 2, "share": [0.75, 0.25, 0.4, 0.6],
        "n": [3, 1, 4, 6],
    })  # fmt: skip
    ax = charts.plot_stacked(data, part="polarity", cases="judgements")
    assert get_widths(ax) == pytest.approx([25, 60, 75, 40])  # negative first, then positive
    assert [bar.get_x() for bar in ax.patches] == pytest.approx([0, 0, 25, 60])
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([0.62] * 4)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["negative", "positive"]
    assert get_texts(ax)[-3:] == ["4", "10", "n judgements"]
    given = charts.plot_stacked(data, part="polarity", order=["positive", "negative"])
    assert get_widths(given) == pytest.approx([75, 40, 25, 60])


def test_tone_stands_at_its_scores():
    data = pd.DataFrame({
        "actor": ["A", "A", "B"], "actor_id": ["a", "a", "b"], "side": ["writer", "quoted", "writer"], "n": [9, 8, 7],
        "mean": [0.5, -0.25, 0.1], "low": [0.3, -0.6, np.nan], "high": [0.7, 0.0, np.nan],
    })  # fmt: skip
    ax = charts.plot_tone(data)
    dots = [
        part.get_offsets() for part in ax.collections if len(part.get_offsets()) and not hasattr(part, "get_segments")
    ]
    assert [offsets[:, 0].tolist() for offsets in dots if len(offsets)] == [[0.5, 0.1], [-0.25]]
    assert ax.get_xlim()[0] == -ax.get_xlim()[1]
    assert get_texts(ax) == ["9 / 8", "7 / 0", "n writer / quoted"]


def make_groups(**more) -> pd.DataFrame:
    row = {
        "level": "Southland",
        "unit": "share",
        "first": 0.5,
        "second": 0.2,
        "difference": 0.3,
        "low": 0.1,
        "high": 0.5,
    }
    return pd.DataFrame([row | {"significant": True} | more])


def test_groups_stand_at_their_figures_and_say_the_difference():
    ax = charts.plot_groups(make_groups(), ("Wire", "Daily"))
    dots = [part.get_offsets()[0][0] for part in ax.collections if not hasattr(part, "get_segments")]
    assert dots == pytest.approx([50, 20])
    assert "+30 [+10, +50] *" in get_texts(ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Wire", "Daily"]
    assert ax.get_xlim()[0] == 0


def test_groups_without_significance_have_no_star():
    shown = get_texts(charts.plot_groups(make_groups(significant=False, unit="score", low=np.nan), ("Wire", "Daily")))
    assert "+0.30" in shown


def test_matrix_writes_its_numbers_and_tells_none_from_zero():
    wide = pd.DataFrame([[3.0, 0.0], [np.nan, 1.0]], index=["A", "B"], columns=["C", "D"])
    ax = charts.plot_matrix(wide, unit="times told")
    assert get_texts(ax)[:4] == ["3", "0", "·", "1"]
    np.testing.assert_array_equal(ax.images[0].get_array().filled(np.nan), wide.to_numpy())
    assert ax.images[0].get_clim() == (0, 3)


def test_matrix_of_tone_is_centred_at_zero():
    ax = charts.plot_matrix(pd.DataFrame([[0.5, -0.2]], index=["A"], columns=["C", "D"]), tone=True)
    assert ax.images[0].get_clim() == (-0.5, 0.5)
    assert get_texts(ax)[:2] == ["+0.50", "−0.20"]


def test_positions_lie_from_opening_to_end():
    data = pd.DataFrame({"actor": ["B", "A", "B"], "actor_id": ["b", "a", "b"], "position": [0.6, 0.1, 0.9],
                         "words": [5, 50, 5], "first": [True, True, False]})  # fmt: skip
    ax = charts.plot_positions(data)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A", "B"]  # the earlier first
    assert ax.collections[-1].get_offsets().tolist() == [[0.6, 1], [0.1, 0], [0.9, 1]]
    assert ax.collections[-1].get_sizes()[1] > ax.collections[-1].get_sizes()[0]


def test_lines_run_through_their_means_and_are_named():
    data = pd.DataFrame({"part": [2, 1, 1, 2], "side": ["w", "w", "q", "q"], "mean": [0.2, 0.1, -0.3, -0.4], "n": 5})
    ax = charts.plot_lines(data, by="side")
    assert [line.get_ydata().tolist() for line in ax.lines[:2]] == [[0.1, 0.2], [-0.3, -0.4]]
    assert set(get_texts(ax)) == {"w", "q"}
    assert [label.get_text() for label in ax.get_xticklabels()] == ["1\nn 10", "2\nn 10"]


def test_lines_leave_out_what_has_no_date():
    data = pd.DataFrame({"month": ["2023-10", "(unknown)"], "mean": [0.1, 0.9], "n": 5})
    assert charts.plot_lines(data, "month").lines[0].get_ydata().tolist() == [0.1]


def make_words(count=40) -> pd.DataFrame:
    draw = np.random.default_rng(0)
    odds = draw.normal(size=count)
    return pd.DataFrame({"word": [f"negotiation{n}" for n in range(count)], "n_first": draw.integers(3, 40, count),
                         "n_second": draw.integers(3, 40, count), "log_odds": odds, "z": odds * 3})  # fmt: skip


def test_words_are_named_without_touching_each_other():
    data = make_words()
    ax = charts.plot_words(data, ("Wire", "Daily"))
    style.get_figure(ax).draw_without_rendering()
    named = [text for text in ax.texts if text.get_text().startswith("negotiation")]
    assert len(named) > 8
    boxes = [text.get_window_extent() for text in named]
    assert not any(one.overlaps(two) for place, one in enumerate(boxes) for two in boxes[:place])
    dots = np.concatenate([part.get_offsets() for part in ax.collections])
    assert sorted(dots[:, 1].tolist()) == pytest.approx(sorted(data["log_odds"]))
    assert {"more in\nWire", "more in\nDaily"} <= set(get_texts(ax))


def test_words_within_chance_are_grey():
    ax = charts.plot_words(make_words().assign(z=0.5), ("Wire", "Daily"))
    drawn = [part for part in ax.collections if len(part.get_offsets())]
    assert {get_hex(colour) for part in drawn for colour in part.get_facecolors()} == {"#BDBDBD"}


def test_calibration_shows_each_bin():
    data = pd.DataFrame({"confidence": [0.5, 0.9], "right": [0.4, 0.95], "low": np.nan, "high": np.nan, "n": [10, 12]})
    ax = charts.plot_calibration(data)
    assert ax.lines[1].get_xydata().tolist() == [[0.5, 0.4], [0.9, 0.95]]
    assert {"n 10", "n 12"} <= set(get_texts(ax))


def test_scores_stand_at_their_places_and_only_where_known():
    data = pd.DataFrame({"measure": ["quotes", "pages"], "score": [0.7, 0.9], "peer_score": [0.5, np.nan]})
    ax = charts.plot_scores(data.assign(human=[0.8, np.nan]))
    placed = {marks.get_label(): marks.get_offsets().tolist() for marks in ax.collections[1:]}
    assert placed["this suite"] == [[0.7, 0], [0.9, 1]]
    assert placed["best other method"][0] == [0.5, 0]
    assert {"0.70 / 0.50 / 0.80", "0.90 / – / –"} <= set(get_texts(ax))
    assert ax.get_xlim() == (0, 1)
    assert "nothing to show" in get_texts(charts.plot_scores(data.head(0).assign(human=[])))[0]


@pytest.mark.parametrize("count", [3, 40])
def test_lengths_are_bars_of_few_and_a_histogram_of_many_articles(count):
    data = pd.DataFrame({"title": [f"Title {n}" for n in range(count)], "words": range(200, 200 + count)})
    ax = charts.plot_lengths(data)
    if count == 3:
        assert get_widths(ax) == [202, 201, 200]
    else:
        assert sum(bar.get_height() for bar in ax.patches) == 40


def test_small_multiples_share_one_scale(shares):
    data = pd.concat([shares.assign(outlet="Wire"), shares.assign(outlet="Daily", share=[0.9, 0.05, 0.05])])
    axes = charts.plot_multiples(data, "outlet", charts.plot_shares, title="Two outlets")
    assert [ax.get_title(loc="left") for ax in axes] == ["Wire", "Daily"]
    assert axes[0].get_xlim() == axes[1].get_xlim()
    assert get_widths(axes[1]) == pytest.approx([90, 5, 5])


EMPTY = pd.DataFrame(columns=["actor", "actor_id", "kind", "side", "n", "share", "mean", "low", "high", "part", "first",
                              "second", "position", "words", "title", "right", "z", "log_odds", "level"])  # fmt: skip


@pytest.mark.parametrize(
    "plot",
    [charts.plot_shares, charts.plot_stacked, charts.plot_tone, charts.plot_positions, charts.plot_lines,
     charts.plot_calibration, charts.plot_lengths, lambda data, title: charts.plot_words(data, ("a", "b"), title=title),
     lambda data, title: charts.plot_groups(data, ("a", "b"), title=title),
     lambda data, title: charts.plot_matrix(data.iloc[:, :0], title=title)],
)  # fmt: skip
def test_nothing_to_show_is_said(plot):
    ax = plot(EMPTY, title="Nobody is quoted")
    assert get_texts(ax)[0].startswith("nothing to show: ")
    assert ax.get_title(loc="left") == "Nobody is quoted"


def test_one_actor_alone(shares):
    assert get_widths(charts.plot_shares(shares.head(1))) == [50]


def test_charts_draw_on_the_axes_given_and_leave_settings_alone(shares):
    before = dict(matplotlib.rcParams)
    _, mine = pyplot.subplots()
    assert charts.plot_shares(shares, ax=mine) is mine
    assert len(pyplot.get_fignums()) == 1
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("length", [1, 2, 4])
def test_nothing_is_cut_off_however_long_the_words(shares, length, tmp_path):
    title, names = (LONG + ". ") * length, [(LONG + " ") * length, "B" * 30 * length, "(unknown)"]
    made = [
        charts.plot_shares(shares.assign(actor=names), title=title, unit=LONG),
        charts.plot_matrix(pd.DataFrame(np.eye(3), index=names, columns=names), title=title),
        charts.plot_stacked(shares.assign(actor=names, kind=names), title=title),
        charts.plot_words(make_words(), (LONG, LONG), title=title),
    ]
    for ax in made:
        charts.save_chart(ax, tmp_path / "chart", source=title)
        assert_inside(ax)
        assert ax.get_title(loc="left").replace("\n", " ") == title.strip()


def test_saving_demands_a_source_and_gives_the_same_bytes_twice(shares, tmp_path):
    with pytest.raises(ValueError, match="source"):
        charts.save_chart(charts.plot_shares(shares), tmp_path / "chart.png", source=" ")
    for name in ("one", "two"):
        charts.save_chart(charts.plot_shares(shares, title="Same"), tmp_path / name / "chart.png", source="the sample")
    for ending in ("png", "svg"):
        one, two = ((tmp_path / name / f"chart.{ending}").read_bytes() for name in ("one", "two"))
        assert one == two


def test_nothing_heavy_is_loaded_at_import():
    code = "import sys, analysis.charts; print('matplotlib.pyplot' in sys.modules, 'nltk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


DOLLARS = [
    "From $10 to $20: why 50% of shops closed",
    "$100 bills",
    "$",
    r"an odd $\frac$ {x",
    r"\$5 to \$6",
    "a$ap & $b$",
]


def drawn(ax) -> list[str]:
    """All that is written on the chart's figure, each text on one line; none of it is read as mathematics."""
    texts = style.get_figure(ax).findobj(matplotlib.text.Text)
    assert not any(text._preprocess_math(text.get_text())[1] for text in texts if "$" in text.get_text())
    return [text.get_text().replace("\n", " ") for text in texts]


@pytest.mark.parametrize("text", DOLLARS)
def test_dollars_are_drawn_as_written(shares, text, tmp_path):
    pair = pd.DataFrame(np.eye(2), index=[text, "b"], columns=[text, "b"])
    lines = pd.DataFrame({"part": [1, 2], "mean": [0.1, 0.2], "by": [text, text], "n": [3, 3]})
    made = [
        charts.plot_shares(shares.assign(actor=[text, "b", "c"]), title=text, unit=text),
        charts.plot_stacked(shares.assign(kind=[text, "b", "c"]), title=text),
        charts.plot_matrix(pair, title=text, unit=text, rows=text, columns=text),
        charts.plot_lines(lines, by="by", title=text, unit=text, x_name=text),
        charts.plot_words(make_words(), (text, "b"), title=text),
        charts.plot_lengths(pd.DataFrame({"title": [text], "words": [9]}), title=text),
        charts.plot_shares(shares.head(0), title=text, unit=text),
        charts.plot_multiples(shares.assign(by=text), "by", charts.plot_shares, title=text)[0],
        charts.plot_shares(shares, title=text, ax=pyplot.subplots()[1]),
    ]
    for ax in made:
        charts.save_chart(ax, tmp_path / "chart", source=text)
        assert text in drawn(ax)
        assert f"Source: {text}" in drawn(ax)


@pytest.mark.parametrize("text", ["<i>Wire</i> | Co", "_Underscore_ Post", "*a* `b` [c](d) #1", "&#36; & &amp;"])
def test_a_title_made_for_markdown_is_drawn_as_it_was_written(shares, text):
    ax = charts.plot_shares(shares, title=escape.in_markdown(text) + " leads")
    assert ax.get_title(loc="left") == f"{text} leads"


def test_the_key_names_what_begins_with_an_underscore(shares):
    ax = charts.plot_stacked(shares.assign(actor="a", kind=["_Underscore_ Post", "b", "c"]))
    assert [text.get_text().strip() for text in ax.get_legend().get_texts()] == ["_Underscore_ Post", "b", "c"]


def test_a_lone_surrogate_is_drawn_as_the_mark_of_replacement(shares, tmp_path):
    ax = charts.plot_shares(shares.assign(actor=["a\ud800", "b\0", "c"]), title="x\ud800")
    charts.save_chart(ax, tmp_path / "chart", source="y\ud800")
    assert {"a\ufffd", "b\ufffd"} <= set(drawn(ax))


@pytest.fixture
def one_letter(tmp_path):
    """A font that has nothing but one Chinese letter, known to matplotlib."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)), pen.lineTo((500, 0)), pen.lineTo((500, 500)), pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap({0x91D1: "letter"})
    builder.setupGlyf({".notdef": pen.glyph(), "letter": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "letter": (600, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "AAA Sans One Letter", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "one.ttf")
    fonts = matplotlib.font_manager.fontManager
    known = list(fonts.ttflist)
    fonts.addfont(tmp_path / "one.ttf")
    style.find_fonts.cache_clear()
    yield
    fonts.ttflist[:] = known
    style.find_fonts.cache_clear()


def test_a_letter_that_our_font_lacks_is_drawn_with_one_of_the_systems(shares, one_letter):
    ax = charts.plot_shares(shares.assign(actor=["金", "b", "c"]), title="金 leads")
    assert ax.title.get_fontfamily() == ax._left_title.get_fontfamily() == ["DejaVu Sans", "AAA Sans One Letter"]
    assert charts.plot_shares(shares).title.get_fontfamily() == ["DejaVu Sans"]


@pytest.mark.parametrize("name", ["金正恩", "नरेन्द्र मोदी", "ไทยรัฐ", "မြန်မာ", "😀", "القاهرة"])
def test_letters_without_any_font_give_no_warning(shares, name, tmp_path):
    code = (
        "import sys, pandas as pd\nfrom analysis import charts\nimport matplotlib\nmatplotlib.use('Agg')\n"
        "data = pd.DataFrame({'actor': [sys.argv[1]], 'share': [0.5], 'n': [3]})\n"
        "ax = charts.plot_shares(data, title=sys.argv[1])\nax.figure.savefig(sys.argv[2])\n"
        "charts.save_chart(ax, sys.argv[2], source=sys.argv[1])"
    )
    command = [sys.executable, "-c", code, name, str(tmp_path / "x.png")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""

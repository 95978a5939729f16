"""Word choice: frequent words, collocations, words distinctive of one side against another.

count_words(tables)                      -> word, n, articles, per_1000
find_collocations(tables, count=)        -> first, second, n, likelihood_ratio
find_distinctive(tables, first, second)  -> word, n_first, n_second, articles, log_odds, z: articles against articles
find_distinctive_around(tables, first, second) -> the same: sentences around one actor against those around another
find_distinctive_labels(tables, top=)    -> actor, actor_id, label, n, n_rest, log_odds, z: each actor against the rest
compare_counts(first, second)            -> word, n_first, n_second, log_odds, z: any two counts of words

Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words"): the prior is the use
of both sides together, so that rare words do not win by chance. |z| > 1.96 is beyond chance for one word alone.
Words are lower-case forms from the tokens table, British and American spellings as one; stop words, numbers, signs and
the actors' own names are left out.
"""

import calendar
import functools
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..lang import list_words, read_table
from ..spelling import unify_spellings
from ..tables import Tables
from .counts import NEUTRAL_STANCE, add_columns
from .estimates import UNKNOWN_LABEL

PRIOR_WORDS = 500.0  # the prior weighs as much as a text of so many words
SURE = 1.96


@functools.cache
def read_stopwords() -> frozenset[str]:
    """Return the stop words of the lexicon, lower case."""
    return frozenset(word.lower() for word in list_words("words", "stop"))


@functools.cache
def read_honorifics() -> frozenset[str]:
    """Return "mr.", "sen." and the like, lower case: whether a paper prints them is its style, no choice of words."""
    kinds = ("honorific", "abbreviation")
    return frozenset(row["word"].lower() for row in read_table("titles") if row["sort"] in kinds)


@functools.cache
def read_calendar() -> frozenset[str]:
    """Return the names of months and days as they are printed, whole and shortened: "March", "Sept.", "Monday"."""
    names = [*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr, "Sept"]
    return frozenset(name + dot for name in names if name for dot in ("", "."))


def find_words(tables: Tables, *, names: bool = False) -> pd.DataFrame:
    """Return the tokens that count as words (column `word`): of body sentences, no stop word, "Mr.", number or sign.

    Months and days, and verbs that merely report ("said") where they introduce words, tell when and that, not what:
    they are left out; so are words inside a mention of a named actor, unless `names` keeps them.
    """
    body = tables.sentences.loc[tables.sentences["part"] == "body", "sentence_id"]
    tokens = tables.tokens[tables.tokens["sentence_id"].isin(set(body))]
    tokens = tokens.assign(word=tokens["text"].str.lower().str.replace("’", "'"))
    word = tokens["word"].str.fullmatch(r"[^\W\d_][\w'.-]*[\w'-]|[^\W\d_]{2,}\.")  # no sign, no initial ("J.")
    tokens = tokens[word & ~tokens["word"].isin(read_stopwords() | read_honorifics())]
    tokens = tokens[~tokens["text"].isin(read_calendar())]
    plain = tables.quotes[tables.quotes["stance"] == NEUTRAL_STANCE].dropna(subset=["cue_start"])
    cues = set(zip(plain["article_id"], plain["cue_start"], strict=True))
    places = zip(tokens["article_id"], tokens["start"], strict=True)
    tokens = tokens[np.array([place not in cues for place in places], dtype=bool)]
    tokens = tokens if names else tokens[~tokens["word"].isin(find_name_words(tables))]
    return tokens.assign(word=pd.array(unify_spellings(tokens["word"]), dtype="string"))


def find_name_words(tables: Tables) -> frozenset[str]:
    """Return the words that actors' names and aliases are made of, lower case."""
    named = tables.mentions[tables.mentions["form"].isin(["name", "alias"])]
    actors = tables.actors[tables.actors["actor_id"].isin(named["actor_id"])]
    texts = pd.concat([named["text"], actors["name"]]).dropna().str.lower().unique()
    return frozenset(word.strip(".,'’\"“”()") for text in texts for word in text.replace("’s", "").split())


def count_words(tables: Tables, *, names: bool = False) -> pd.DataFrame:
    """Return how often each word stands in the corpus (NLTK's FreqDist): word, n, articles, per_1000 tokens."""
    from nltk import FreqDist

    words = find_words(tables, names=names)
    found = pd.DataFrame(FreqDist(words["word"]).items(), columns=["word", "n"]).astype({"word": "string", "n": int})
    found["articles"] = found["word"].map(words.groupby("word")["article_id"].nunique()).astype(int)
    found["per_1000"] = 1000 * found["n"] / max(len(tables.tokens), 1)
    return found.sort_values(["n", "word"], ascending=[False, True], ignore_index=True)


def find_collocations(tables: Tables, *, count: int = 20, least: int = 3, names: bool = False) -> pd.DataFrame:
    """Return pairs of neighbouring words that stand together oftener than chance, by likelihood ratio (Dunning 1993).

    Columns: first, second, n, likelihood_ratio. Pairs seen fewer than `least` times, and any with a stop word or sign,
    are left out; no pair reaches over the end of a sentence. Mere names of actors stay out unless `names`.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    texts = tables.tokens.assign(word=tables.tokens["text"].str.lower()).groupby("sentence_id", sort=False)["word"]
    finder = BigramCollocationFinder.from_documents([list(words) for _, words in texts])
    stops = read_stopwords() | read_honorifics()
    finder.apply_word_filter(lambda word: word in stops or not word[:1].isalpha() or len(word) < 2)
    finder.apply_freq_filter(least)
    scored = sorted(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio), key=lambda pair: (-pair[1], pair[0]))
    own = frozenset() if names else find_name_words(tables)
    scored = [(pair, score) for pair, score in scored if not own.issuperset(pair)]
    rows = [(*pair, finder.ngram_fd[pair], score) for pair, score in scored[:count]]
    return pd.DataFrame(rows, columns=["first", "second", "n", "likelihood_ratio"])


def compare_counts(first: Counter, second: Counter) -> pd.DataFrame:
    """Return each word's log-odds of standing in `first` rather than in `second`, with its z-score.

    Columns: word, n_first, n_second, log_odds, z; highest z first. Prior: both counts together, weighing as much as
    PRIOR_WORDS words; z is the log-odds over its standard deviation (Monroe et al. 2008, equations 16, 20, 22).
    """
    words = sorted(set(first) | set(second))
    one, two = (np.array([counts[word] for word in words], dtype=float) for counts in (first, second))
    prior = (one + two) / max((one + two).sum(), 1) * PRIOR_WORDS
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = [np.log((n + prior) / (n.sum() + prior.sum() - n - prior)) for n in (one, two)]
        change = odds[0] - odds[1]
        spread = np.sqrt(1 / (one + prior) + 1 / (two + prior))
    found = pd.DataFrame({"word": words, "n_first": one.astype(int), "n_second": two.astype(int)})
    found = found.assign(log_odds=np.nan_to_num(change), z=np.nan_to_num(change / spread))
    return found.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def find_distinctive(
    tables: Tables, first: Iterable[str], second: Iterable[str], *, least: int = 3, articles: int = 2
) -> pd.DataFrame:
    """Return the words distinctive of the articles `first` against the articles `second` (ids).

    Columns: word, n_first, n_second, articles, log_odds, z. A word needs `least` cases in as many `articles`: one
    article's topic is no habit of a group. Where either group has but one article, one is enough.
    """
    groups = [set(first), set(second)]
    words = find_words(tables)
    sides = [words[words["article_id"].isin(group)] for group in groups]
    return _compare_sides(*sides, least=least, articles=min(articles, *map(len, groups)))


def find_distinctive_around(
    tables: Tables, first: str, second: str, *, least: int = 3, articles: int = 2
) -> pd.DataFrame:
    """Return the words distinctive of sentences that name the actor `first` against those that name `second`.

    Sentences that name both are left out. Columns as in `find_distinctive`.
    """
    words = find_words(tables)
    named = [set(tables.mentions.loc[tables.mentions["actor_id"] == actor, "sentence_id"]) for actor in (first, second)]
    sides = [words[words["sentence_id"].isin(here - there)] for here, there in (named, named[::-1])]
    least_articles = min(articles, *(max(side["article_id"].nunique(), 1) for side in sides))
    return _compare_sides(*sides, least=least, articles=least_articles)


def select_around(tables: Tables, actor_id: str | None) -> Tables:
    """Return the tables with only the tokens of sentences that name an actor, for `find_collocations` around it."""
    sentences = set(tables.mentions.loc[tables.mentions["actor_id"] == actor_id, "sentence_id"])
    return tables._replace(tokens=tables.tokens[tables.tokens["sentence_id"].isin(sentences)])


def _compare_sides(one: pd.DataFrame, two: pd.DataFrame, *, least: int, articles: int) -> pd.DataFrame:
    found = compare_counts(Counter(one["word"]), Counter(two["word"]))
    spread = pd.concat([one, two]).groupby("word")["article_id"].nunique()
    found.insert(3, "articles", found["word"].map(spread).astype(int))
    kept = (found["n_first"] + found["n_second"] >= least) & (found["articles"] >= articles)
    return found[kept].reset_index(drop=True)


def find_distinctive_labels(tables: Tables, *, top: int = 5, least: int = 2) -> pd.DataFrame:
    """Return what each actor is called oftener than the other actors are: its `top` labels by z, each at least `least`.

    Columns: actor, actor_id, label (lower case), n, n_rest, log_odds, z.
    """
    rows = add_columns(tables.labels, tables, ["actor"]).assign(
        label=lambda frame: unify_spellings(frame["text"].str.lower())
    )
    everything, found = Counter(rows["label"]), []
    for actor, own in rows[rows["actor"] != UNKNOWN_LABEL].groupby("actor"):
        counts = Counter(own["label"])
        scored = compare_counts(counts, everything - counts).rename(columns={"word": "label", "n_first": "n"})
        scored = scored[(scored["n"] >= least) & (scored["z"] > 0)].head(top)
        found.append(scored.assign(actor=actor, actor_id=own["actor_id"].iloc[0]))
    columns = ["actor", "actor_id", "label", "n", "n_second", "log_odds", "z"]
    joined = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    return joined[columns].rename(columns={"n_second": "n_rest"})

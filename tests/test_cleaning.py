"""clean_text and find_paragraphs: what goes, what stays, and what each paragraph is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.cleaning import clean, clean_text, find_paragraphs, normalise
from analysis.articles.paragraphs import find_blocks

LONG = "The ferry left the harbour at noon with forty people on board, and nobody on the quay knew where it would go."
MORE = "By evening the harbour master had called every port on the coast, and three of them had seen its lights."


def parts(text: str, title: str | None = None) -> list[str]:
    return [paragraph.part for paragraph in find_paragraphs(text, title)]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (f"{LONG}\r\n\r\n{MORE}\r\n", f"{LONG}\n\n{MORE}"),
        ("A ferry\u00a0left \u00adthe har\u00adbour\u200b.", "A ferry left the harbour."),
        (f"{LONG}   \n\n\n\n{MORE}", f"{LONG}\n\n{MORE}"),
        ("\ufeffThe ferry\x00 left.", "The ferry left."),
        ("“It’s gone,” she said – “gone”.", "“It’s gone,” she said – “gone”."),
        ("A family 👨‍👩‍👧 sailed.", "A family 👨‍👩‍👧 sailed."),  # the joiners inside an emoji stay
    ],
)
def test_line_ends_and_unseen_characters_are_made_plain(raw, clean):
    assert clean_text(raw) == clean


def test_title_and_caption_are_kept_once():
    title, caption = "Ferry leaves without a captain", "The ferry in the harbour, last year. Photo: J. Doe"
    raw = "\n\n".join([title, LONG, title + "\n" + title, caption + "\n" + caption, MORE])
    clean = clean_text(raw)
    assert clean == "\n\n".join([title, LONG, caption, MORE])


@pytest.mark.parametrize(
    "lines",
    [
        [LONG, "“No.”", MORE, "“No.”"],  # short speech said twice
        [LONG, "Nobody came.", MORE, "Nobody came."],  # a refrain
        [LONG, "What did you see that night?", MORE, "What did you see that night?", "Little."],
        [LONG, *["Stir the pot for ten minutes more"] * 1, MORE, "Stir the pot", "Stir the pot gently", "Stir the pot"],
    ],
)
def test_a_line_repeated_on_purpose_stays(lines):
    assert clean_text("\n\n".join(lines)) == "\n\n".join(lines)


def test_a_text_made_of_repeats_keeps_them():
    steps = [f"Repeat this step number {word} before the meal" for word in ("one", "two", "three", "four")]
    text = "\n".join([LONG, *steps, MORE, *steps])
    assert clean_text(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Share this article",
        "Share on Facebook",
        "Sign up for our weekly newsletter.",
        "Subscribe to our newsletter",
        "Follow us on Twitter",
        "Read more: The ferry that came back",
        "READ MORE",
        "Click here to get the app",
        "Copyright © 2023 The Harbour Post. All rights reserved.",
        "3 min read",
        "Skip to main content",
        "READ MORE ON THE FERRY",
        "Read the rest at The Harbour Post",
        "Most read in News",
        "Read more harbour stories",
        "Join our mailing list",
        "View this e-mail in your browser: https://post.example/1",
        "Having trouble reading this newsletter? See it online.",
        "The post Ferry leaves appeared first on The Harbour Post.",
    ],
)
def test_furniture_goes(line):
    assert clean_text(f"{LONG}\n\n{line}\n\n{MORE}") == f"{LONG}\n\n{MORE}"


@pytest.mark.parametrize(
    "line",
    [
        "Share this article of faith or not, the council will vote on the ferry tonight.",
        "Sign up for our war, the posters said, and thousands did.",
        "Subscribe or perish: that was the message, she said.",
        "Read more than one account and the doubts grow.",
        "Follow us on the road, he told them.",
        "The advertisement ran for three weeks.",
        "Comments by the minister did not help.",
        "Share prices fell by a tenth.",
        "Leave a reply, the machine said, and nobody did.",
        "Read on the quay by the mayor, the letter named nobody.",
        "Most read in silence.",
        "Breaking the ice took a week",
        "Source of the fire",
        "View it in the light of day.",
        "The post was set up by the guards.",
        "Click here, the screen said.",
        "Twitter",  # a heading in an article on firms, as long as no other such line stands beside it
    ],
)
def test_prose_with_the_words_of_furniture_stays(line):
    text = f"{LONG}\n\n{line}\n\n{MORE}"
    assert clean_text(text) == text


def test_share_buttons_go_together():
    assert clean_text(f"{LONG}\n\nShare\nFacebook\nTwitter\nEmail\n\n{MORE}") == f"{LONG}\n\n{MORE}"


def test_the_comment_form_goes():
    form = "LEAVE A REPLY Cancel reply\nPlease enter your comment!\nPlease enter your name here\nWebsite:"
    assert clean_text(f"{LONG}\n\n{MORE}\n\n\n{form}") == f"{LONG}\n\n{MORE}"


def test_a_newsletters_foot_goes_with_all_after_it_and_the_words_stay_where_the_article_goes_on():
    foot = "You are receiving this newsletter because you asked for it.\n\nHarbour Post, 1 Quay Street"
    assert clean_text(f"{LONG}\n\n{MORE}\n\n--\n\n{foot}") == f"{LONG}\n\n{MORE}"
    assert {one.reason for one in clean(f"{LONG}\n\n{MORE}\n\n{foot}")[1]} == {"newsletter"}
    assert clean_text(f"{LONG}\n\nUnsubscribe\n\n{MORE}\n\n{LONG[4:]}") == f"{LONG}\n\n{MORE}\n\n{LONG[4:]}"


def test_readers_comments_go_but_not_an_article_below_a_comment_button():
    thread = f"{LONG}\n\n{MORE}\n\n2 Comments\nanna: I saw it.\nbob: So did I!"
    assert clean_text(thread) == f"{LONG}\n\n{MORE}"
    assert clean_text(f"Ferry gone\n\n2 Comments\n\n{LONG}\n\n{MORE}") == f"Ferry gone\n\n{LONG}\n\n{MORE}"


def test_related_headlines_go_and_a_heading_of_the_same_words_keeps_its_text():
    headlines = "Related stories\nBridge opens at last\nMayor leaves office"
    assert clean_text(f"{LONG}\n\n{MORE}\n\n{headlines}") == f"{LONG}\n\n{MORE}"
    assert MORE in clean_text(f"{LONG}\n\nRelated stories\n\n{MORE}")


def test_a_text_without_any_of_it_is_identical():
    text = f"Ferry leaves without a captain\n\n{LONG}\n\nA second ferry\n\n{MORE}\n\n“It’s gone,” she said."
    assert clean_text(text) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text)
    assert normalise(once) == once
    assert "\r" not in once


def test_title_headings_and_body():
    text = f"Ferry leaves\n\n{LONG}\n\nA long night at sea\n\n{MORE}"
    assert parts(text) == ["title", "body", "heading", "body"]
    assert parts(text, "Ferry leaves") == ["title", "body", "heading", "body"]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Ferry ‘stolen’ by crew", "title"),
        ("FERRY 'STOLEN' BY CREW", "title"),  # as another hand typed it
        ("Something else", "title"),  # a first line that looks like a title is one
        (None, "title"),
    ],
)
def test_title_is_known_or_looks_like_one(title, part):
    assert parts(f"Ferry 'stolen' by crew\n\n{LONG}", title)[0] == part


@pytest.mark.parametrize("line", ["The ferry left.", "“It is gone”, she said,", "The mayor spoke to the crowd:", "***"])
def test_a_sentence_first_is_no_title(line):
    assert parts(f"{line}\n\n{LONG}")[0] == "body"


def test_the_title_said_again_is_a_caption():
    assert parts(f"Ferry leaves\n\n{LONG}\n\nFerry leaves\n\n{MORE}", "Ferry leaves") == [
        "title",
        "body",
        "caption",
        "body",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "A long night at sea",
        "What happens next?",
        "Why “stolen” is the word",
        "SECOND ACT",
        "2023: a new start",
        "‘STOLEN’",
        "A COUP?",
    ],
)
def test_headings(line):
    assert parts(f"Ferry leaves\n\n{LONG}\n\n{line}\n\n{MORE}")[2] == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "“No,” he said",
        "“A disgrace”",
        "They left at once.",
        "The mayor said:",
        "- forty people",
        "• forty people",
        "(1) forty people",
        "Nobody came!",
        "Really?",
        "and so it went",
        "***",
        "17",
    ],
)
def test_short_lines_that_are_no_headings(line):
    assert parts(f"Ferry leaves\n\n{LONG}\n\n{line}\n\n{MORE}")[2] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Smith",
        "By JANE SMITH and JOHN DOE, Harbour Post",
        "Photo: Jane Smith",
        "The ferry in the harbour on Friday. (AP Photo/Jane Smith)",
        "A crowd on the quay, 30 August. Photograph: Jane Smith/Reuters",
        "Published: 30 August 2023",
        "August 30, 2023",
        "Wednesday, 30 August 2023",
        "WASHINGTON (Reuters) -",
        "Reporting by Jane Smith; editing by John Doe",
        "With inputs from agencies",
        "Authored by Jane Smith via The Harbour Post,",
        "A crowd on the quay, 30 August (Reuters)",
        "| Labour | 202 |",
    ],
)
def test_captions_bylines_and_dates(line):
    assert parts(f"Ferry leaves\n\n{line}\n\n{LONG}\n\n{MORE}")[1] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the ferry had not come back.",
        "WASHINGTON (Reuters) - The ferry left on Friday without its captain.",
        "The photo: two men on a quay, and behind them the ferry, its lights out.",
        "On August 30, 2023, the ferry left.",
        "The Associated Press reported that it was gone.",
        "Nobody knew where the ferry was, the mayor said. (Reuters)",
        "Reporting by the Post had led to the search.",
    ],
)
def test_prose_that_begins_like_a_caption_is_body(line):
    assert parts(f"Ferry leaves\n\n{line}\n\n{LONG}\n\n{MORE}")[1] == "body"


def test_a_list_is_body():
    items = "Bring a coat\n\nBring a lamp\n\nBring the letter"
    assert parts(f"Ferry leaves\n\n{LONG}\n\n{items}\n\n{MORE}") == ["title", *["body"] * 5]
    assert parts(f"Ferry leaves\n\nShe named one wish:\n\nA new ferry\n\n{MORE}")[2] == "body"


WRAPPED = """Ferry leaves without a captain

The ferry left the harbour at noon with forty people on board, and
nobody on the quay knew where it would go. By evening the harbour
master had called every port.

A long night

Three of them had seen its lights. The fourth, a village of Dutch
Reformed fishermen, had not looked; it was Sunday, and on Sunday no
one there looks at the sea."""


def test_a_paragraph_wrapped_by_hand_is_one():
    assert parts(WRAPPED) == ["title", "body", "heading", "body"]
    third = find_paragraphs(WRAPPED)[3]
    assert WRAPPED[third.start : third.end].count("\n") == 2


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_other_line_ends_are_line_ends_in_text_that_was_not_cleaned(line_end):
    assert parts(WRAPPED.replace("\n", line_end)) == parts(WRAPPED)


def test_a_line_each_is_a_paragraph_each():
    text = f"Ferry leaves\n{LONG}\nA long night\n{MORE}\n{LONG}"
    assert parts(text) == ["title", "body", "heading", "body", "body"]


def test_a_line_broken_by_a_link_goes_on():
    text = f"{LONG}\nThe harbour master is a\nserial writer of letters\nwho never sleeps.\n{MORE}"
    assert len(find_blocks(text)) == 3


@given(st.text(alphabet=st.characters(), max_size=300) | st.text(alphabet="ab A.?\n“”\"'-:1", max_size=200))
def test_paragraphs_cover_all_that_is_not_white_space(text):
    last, covered = 0, []
    for start, end, part in find_paragraphs(text):
        assert last <= start < end <= len(text)
        assert part in ("title", "heading", "caption", "body")
        covered.append(text[start:end])
        last = end
    assert re.sub(r"\s", "", "".join(covered)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the may-\nor, Ann Rowe", "the mayor, Ann Rowe"),
        ("The coun-\ncil said so", "The council said so"),
        ("a well-\nknown mayor", "a well-known mayor"),
        ("a state-run firm, state-\nrun still", "a state-run firm, state-run still"),
        ("Ann Rowe-\nHall left", "Ann Rowe-\nHall left"),
    ],
)
def test_words_parted_at_line_ends(raw, clean):
    assert clean_text(raw) == clean

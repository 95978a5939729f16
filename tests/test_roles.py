"""Roles: text -> agent verb patient, with a negative beside each positive."""

import pytest
from marked import lay

from analysis.framing.roles import find_roles
from analysis.tables import LIKELY

# What a rule mended less than once in 50,000 words of news is not mended any more.
RARE = pytest.mark.xfail(strict=True, reason="the parser misreads it, too seldom in news for a rule of its own")
missed = pytest.mark.xfail(strict=True, reason="known miss: a contest, or a headline that the parser misreads")


def roles(marked: str) -> set[str]:
    """Return each role as "agent verb patient", "-" where there is none."""
    rows = find_roles(lay(marked))
    return {f"{row['agent_id'] or '-'} {row['verb']} {row['patient_id'] or '-'}" for row in rows}


def only(marked: str) -> dict:
    rows = find_roles(lay(marked))
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("[Norway] attacked [Sweden] in May.", {"norway attack sweden"}),
        ("The storm hit the coast.", set()),
        ("[Norway] exported wheat.", {"norway export -"}),
        ("[Norway] was attacked by [Sweden].", {"sweden attack norway"}),
        ("[Norway] was attacked by night.", {"- attack norway"}),
        ("[Anna Berg] was arrested and jailed.", {"- arrest anna-berg", "- jail anna-berg"}),
        ("[Norway] and [Sweden] signed a treaty.", {"norway sign -", "sweden sign -"}),
        ("[Norway] threatened [Sweden] and [Canada].", {"norway threaten sweden", "norway threaten canada"}),
        ("[Norway] seized ships and shelled [Sweden].", {"norway seize -", "norway shell sweden"}),
        ("[Norway], which invaded [Sweden], is large.", {"norway invade sweden"}),
        ("[Anna Berg], who leads [the party=the-party], resigned.", {"anna-berg lead the-party", "anna-berg resign -"}),
        ("[Norway] plans to attack [Sweden].", {"norway plan -", "norway attack sweden"}),
        (
            "[Anna Berg] accused [Norway] of trying to undermine [Sweden].",
            {"anna-berg accuse norway", "norway try -", "norway undermine sweden"},
        ),
        ("[Anna Berg] urged [Norway] to release [Karl Holm].", {"anna-berg urge norway", "norway release karl-holm"}),
        ("[Anna Berg] promised to help [Norway].", {"anna-berg promise -", "anna-berg help norway"}),
        ("[Norway]'s invasion of [Sweden] went on.", {"norway invade sweden"}),
        ("[Norway]'s view of the sea is fine.", set()),
        ("The killing of [Anna Berg] by [the rebels=rebels] went on.", {"rebels kill anna-berg"}),
        ("[Anna Berg]'s arrest went on.", {"- arrest anna-berg"}),
        ("The war against [Norway] went on.", {"- fight norway"}),
        ("[Canada] imposed sanctions on [Norway].", {"canada impose norway"}),
        ("[Canada] provided military assistance to [Norway].", {"canada provide norway"}),
        pytest.param("[Canada] gave [Norway] weapons.", {"canada give norway"}, marks=RARE),
        ("[Canada] launched an attack on [Norway].", {"canada launch norway"}),
        ("[Canada] cooperates with [Norway].", {"canada cooperate norway"}),
        ("[Canada] lives near [Norway].", {"canada live -"}),
        ("[Norway]'s troops entered [Sweden].", {"norway enter sweden"}),
        ("[Norway]'s wheat reached [Sweden].", {"- reach sweden"}),
        ("A group of [Norway=norway] officials met [Anna Berg].", {"norway meet anna-berg"}),
        ("[Norway] seized ships, Kari Berg said, by force.", {"norway seize -"}),
        pytest.param(
            "[Norway] annexed [Bornholm] and backed [rebels=rebels].",
            {"norway annex bornholm", "norway back rebels"},
            marks=RARE,
        ),
        ("The men [Norway] had dismissed left.", {"norway dismiss -"}),
        ("[The crowd=crowd] hurled bottles at [the judge=judge].", {"crowd hurl judge"}),
        ("[The singer=singer] was drugged and robbed by [two men=men].", {"men drug singer", "men rob singer"}),
        ("[The singer=singer] was drugged and robbed by night.", {"- drug singer", "- rob singer"}),
        (
            "[Kari Berg], whom [Norway] dismissed, has sued [Finland].",
            {"norway dismiss kari-berg", "kari-berg sue finland"},
        ),
        ("The talks between [Norway] and [Sweden] went on.", {"norway talk sweden"}),
        ("The road between [Norway] and [Sweden] went on.", set()),
        ("[Anna Berg]'s opposition to [Karl Holm] went on.", {"anna-berg oppose karl-holm"}),
        ("[Anna Berg]'s distance to [Karl Holm] went on.", set()),
        ("Teachers, including [Anna Berg], accused [Karl Holm].", {"anna-berg accuse karl-holm"}),
        ("Teachers without [Anna Berg] accused [Karl Holm].", {"- accuse karl-holm"}),
        ("[Norway] stole it from [Sweden].", {"norway steal sweden"}),
        ("[Norway] travelled to [Sweden].", {"norway travel -"}),
        ("[Norway] passed the maps to [Sweden].", {"norway pass sweden"}),
        ("[Norway] struck a deal with [Sweden].", {"norway strike sweden"}),
        ("[Norway] withdrew funding from [Sweden].", {"norway withdraw sweden"}),
        (
            "[Miners=miners] trapped by a flood were reached by [divers=divers].",
            {"- trap miners", "divers reach miners"},
        ),
        ("The town was burned by retreating [officers=officers].", {"officers burn -"}),
        (
            "After lobbying by [landlords=landlords], [the council=council] left.",
            {"landlords lobby -", "council leave -"},
        ),
        (
            "After lobbying [landlords=landlords], [the council=council] left.",
            {"council lobby landlords", "council leave -"},
        ),
        pytest.param("[Norway] raised prices from [Rome=italy] to [Oslo=norway].", {"norway raise -"}, marks=RARE),
        ("[Norway] shipped arms from the port to [Sweden].", {"norway ship sweden"}),
        (
            "[Norway] met [Sweden]. There they attacked [Finland].",
            {"norway meet sweden", "norway attack finland", "sweden attack finland"},
        ),
        ("[Norway] is going to attack [Sweden].", {"norway attack sweden"}),
        ("[Norway] is going to [Sweden].", {"norway go -"}),
        ("[Norway] let [Sweden] sit with it.", {"norway let sweden", "sweden sit -"}),
        ("[Norway]'s appointment of [Kari Berg] to [the senate=senate] went on.", {"norway appoint kari-berg"}),
        ("[Norway]'s supply of arms to [Sweden] went on.", {"norway supply sweden"}),
        ("[Norway] met [Sweden], whatever the film shows.", {"norway meet sweden"}),
        ("[Norway] overran the station at [Sweden].", {"norway overrun -"}),
        ("[Norway] sneered at [Sweden].", {"norway sneer sweden"}),
        ("Dismissed in May while on leave, [the cook=cook] won.", {"- dismiss cook", "cook win -"}),
        ("Over plans by [Norway] to scrap it, [the cooks=cooks] left.", {"norway scrap -", "cooks leave -"}),
        ("Shelling by [Norway] emptied the town.", {"norway shell -"}),
        ("Shelling the town by night pleased [Norway].", {"- please norway"}),
        ("The expulsion of [two envoys=envoys] by [Norway] went on.", {"norway expel envoys"}),
        ("The case was assigned to [Kari Berg].", {"- assign kari-berg"}),
        ("The case was assigned in May.", set()),
        ("[Norway] used to attack [Sweden].", {"norway attack sweden"}),
        ("[Norway] used a bomb to attack [Sweden].", {"norway use -", "norway attack sweden"}),
        ("[Norway] denied deals with [Sweden].", {"norway deny -"}),
        ("[Norway] ended its attack on [Sweden].", {"norway end -", "- attack sweden"}),
        ("[Norway] praised the wine of [Sweden].", {"norway praise -"}),
        ("[The maker=maker] tested [it=maker] on [patients=patients].", {"maker test patients"}),
        ("[Norway] was fined a million by [Sweden].", {"sweden fine norway"}),
        ("Two of [the hostages=hostages] fled.", {"hostages flee -"}),
        (
            "[Norway] and [Sweden] met. The two countries attacked [Finland].",
            {"norway meet -", "sweden meet -", "norway attack finland", "sweden attack finland"},
        ),
        ("[Norway], [a friend=] once, attacked [Sweden].", {"norway attack sweden"}),
        ("[Hikers=hikers] rescued by [a boy=boy] had fled.", {"boy rescue hikers", "hikers flee -"}),
        ("[Hikers=hikers] rescued [a boy=boy] and had fled.", {"hikers rescue boy", "hikers flee -"}),
        (
            "[The pilot=pilot], hailed as a hero, told [Kari Berg] that it rained.",
            {"- hail pilot", "pilot tell kari-berg"},
        ),
        ("Evicted in May, [Kari Berg] fled.", {"- evict kari-berg", "kari-berg flee -"}),
        ("Evicting [Karl Holm] in May, [Kari Berg] fled.", {"kari-berg evict karl-holm", "kari-berg flee -"}),
        (
            "[Kari Berg] was convicted of spying and jailed.",
            {"- convict kari-berg", "kari-berg spy -", "- jail kari-berg"},
        ),
        ("[Kari Berg] was arrested and fled.", {"- arrest kari-berg", "kari-berg flee -"}),
        pytest.param(
            "[Kari Berg] was held on suspicion of poisoning [Karl Holm].",
            {"- hold kari-berg", "kari-berg poison karl-holm"},
            marks=RARE,
        ),
        ("Four of [the men=men] fled.", {"men flee -"}),
        ("A third of [the men=men] fled.", {"men flee -"}),
        ("A picture of [the men=men] fell.", set()),
        (
            "[Norway] and [Sweden] met. Both attacked [Finland].",
            {"norway meet -", "sweden meet -", "norway attack finland", "sweden attack finland"},
        ),
        ("[The man=man] [Kari Berg] tried to bribe fled.", {"kari-berg try -", "kari-berg bribe man", "man flee -"}),
        ("[Kari Berg], whose ratings rose, fled.", {"kari-berg flee -"}),
        ("[Norway] branded [Kari Berg] [a liar=liar].", {"norway brand kari-berg"}),
        ("[Norway] rebuilt [the hospital=hospital].", {"norway rebuild -"}),
        ("[Norway] took it to [the hospital=hospital].", {"norway take -"}),
        ("[Norway]'s walkout from [the senate=senate] went on.", {"norway leave -"}),
        ("[Norway] sued [the hospital=hospital].", {"norway sue hospital"}),
        ("[Norway] has yet to attack [Sweden].", {"norway attack sweden"}),
        ("Rebels backed by [Norway] entered [Sweden].", {"norway back -", "- enter sweden"}),
        ("[Norway] said that [Sweden] had shelled [Canada].", {"norway say -", "sweden shell canada"}),
        ("[Norway] is trying, and there is little to seize.", {"norway try -"}),
        (
            "[Norway] and [Sweden] met. [They=norway] attacked [Finland].",
            {"norway meet -", "sweden meet -", "norway attack finland", "sweden attack finland"},
        ),
        (
            "[Norway] and [Sweden] met. [Russian troops=troops] say [they=troops] left.",
            {"norway meet -", "sweden meet -", "troops say -", "troops leave -"},
        ),
    ],
)
def test_who_does_what_to_whom(marked, expected):
    assert roles(marked) == expected


@pytest.mark.parametrize(
    "marked, negated, modality",
    [
        ("[Norway] attacked [Sweden].", False, "did"),
        ("[Norway] did not attack [Sweden].", True, "did"),
        ("[Norway] has never attacked [Sweden].", True, "did"),
        ("[Norway] would attack [Sweden].", False, "would"),
        ("[Norway] will attack [Sweden].", False, "would"),
        ("[Norway] may attack [Sweden].", False, "could"),
        ("[Norway] could not attack [Sweden].", True, "could"),
        ("Nobody attacked [Sweden].", True, "did"),
        ("Neither army attacked [Sweden].", True, "did"),
        ("Either army attacked [Sweden].", False, "did"),
        ("[Norway] can no longer attack [Sweden].", True, "could"),
        ("[Norway] can attack [Sweden] longer.", False, "could"),
    ],
)
def test_negation_and_modality(marked, negated, modality):
    row = only(marked)
    assert (row["negated"], row["modality"]) == (negated, modality)


@pytest.mark.parametrize(
    "marked, modality",
    [
        ("[Norway] plans to attack [Sweden].", "planned"),
        ("[Norway] denied attacking [Sweden].", "denied"),
        ("[Norway] denied that it attacked [Sweden].", "denied"),
        ("[Norway] began to attack [Sweden].", "did"),
        ("[Norway] demanded that [Finland] attack [Sweden].", "planned"),
        ("[Norway] said that [Finland] attacked [Sweden].", "did"),
        ("[Norway] asked whether [Finland] attacked [Sweden].", "could"),
        ("[Norway] is going to attack [Sweden].", "would"),
        ("[Norway] is to attack [Sweden].", "would"),
        ("[Norway] denies having plotted to attack [Sweden].", "denied"),
        ("[Norway] will move, attacking [Sweden].", "would"),
        ("[Norway] moved, attacking [Sweden].", "did"),
        ("[Norway] rose only to attack [Sweden].", "did"),
        ("[Norway] used to attack [Sweden].", "did"),
        ("[Norway] went on to attack [Sweden].", "did"),
        ("[The men=men] met in Oslo to attack [Sweden].", "planned"),
        ("[Norway] voted to attack [Sweden].", "planned"),
        ("[Norway] planned an attack on [Sweden].", "planned"),
        ("In its attack on [Sweden], [Norway] tried to hide.", "did"),
    ],
)
def test_modality_of_a_governed_verb(marked, modality):
    row = next(row for row in find_roles(lay(marked)) if row["verb"] == "attack")
    assert row["modality"] == modality


@pytest.mark.parametrize(
    "marked, family",
    [
        ("[Norway] urged [Sweden].", "demand"),
        ("[Norway] bombed [Sweden].", "harm"),
        ("[Norway] rescued [Sweden].", "give or help"),
        ("[Norway] menaced [Sweden].", "threaten"),
        ("[Norway] looted [Sweden].", "take"),
        ("[Norway] negotiated with [Sweden].", "talk or agree"),
        ("[Norway] fled [Sweden].", "move"),
        ("[Norway] announced it.", "say"),
        ("[Norway] painted [Sweden].", "other"),
        ("[Norway] beat [Sweden] with sticks.", "harm"),
        pytest.param("[Norway] beat [Sweden] in the final.", "other", marks=missed),
        pytest.param("[Norway] crushed [Sweden] at the polls.", "other", marks=missed),
    ],
)
def test_families_of_verbs(marked, family):
    assert only(marked)["family"] == family


@pytest.mark.parametrize(
    "marked",
    [
        "[Teacher] accused of theft resigns.",
        pytest.param("[Senator] accused of fraud quits.", marks=missed),
    ],
)
def test_headline_with_a_reduced_passive(marked):
    rows = find_roles(lay(marked))
    assert any(row["verb"] == "accuse" and row["patient_id"] and not row["agent_id"] for row in rows)


def test_passive_without_agent_is_a_row_without_agent():
    row = only("[Anna Berg] was arrested.")
    assert (row["agent_id"], row["patient_id"], row["passive"]) == (None, "anna-berg", True)
    assert row["construction"] == "agentless passive"
    assert only("[Anna Berg] was hit by a train.")["construction"] == "passive"
    assert not only("[Anna Berg] slept.")["passive"]


def test_voice_is_the_speakers_inside_a_quote(monkeypatch):
    article = lay("[Anna Berg] said [Norway] attacked [Sweden].")
    quote = {"attribution": "speech", "actor_id": "anna-berg", "pieces": [[15, 37]]}
    monkeypatch.setattr(
        "analysis.framing.roles.find_voice", lambda quotes, start, end: "anna-berg" if start >= 15 else None
    )
    voices = {row["verb"]: row["voice"] for row in find_roles(article._replace(quotes=[quote]))}
    assert voices == {"say": None, "attack": "anna-berg"}


@pytest.mark.parametrize(
    "surer, less_sure",
    [
        ("[Rowe] told [Lind] on Friday.", "[Rowe] has [Lind] on Friday."),
        ("[Rowe] attacked [Lind] on Friday.", "[Rowe] wrote on [Twitter] on Friday."),
    ],
)
def test_a_deed_done_to_somebody_is_surer_than_what_is_none(surer, less_sure):
    one, other = (max(row["confidence"] for row in find_roles(lay(marked))) for marked in (surer, less_sure))
    assert one >= LIKELY > other

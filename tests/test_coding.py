"""Coding sheets are blind, drawn with known chances, and scored as the coders wrote them."""

import pandas as pd
import pytest

import analysis
from analysis import __main__ as main
from analysis import places, tables
from analysis.findings import reliability as say
from analysis.reliability import coding
from analysis.statistics import counted

GOLD = places.DATA / "gold" / "coding"


@pytest.fixture(scope="module")
def made():
    return analysis.load(places.DATA / "articles")


@pytest.fixture
def out(made, tmp_path):
    tables.write(made, tmp_path)
    return tmp_path


def code(folder, room: str, **answers: str):
    """Return the path of the sheet with every cell of a question filled: by a code, or by the key's own answer."""
    sheet = pd.read_csv(folder / f"{room}.csv", dtype=str, keep_default_na=False)
    key = pd.read_csv(folder / f"{room}.key.csv", dtype=str, keep_default_na=False).set_index("id")
    for question in coding.QUESTIONS[room]:
        sheet[question] = answers.get(question, key.loc[sheet["id"], question].to_numpy())
    sheet.to_csv(folder / f"{room}_x.csv", index=False)
    return folder / f"{room}_x.csv"


@pytest.mark.parametrize("room", coding.QUESTIONS)
def test_a_sheet_is_blind_and_the_same_again(made, tmp_path, room):
    assert coding.write_sample(made, room, 20, folder=tmp_path / "a") == 20
    coding.write_sample(made, room, 20, folder=tmp_path / "b")
    for name in (f"{room}.csv", f"{room}.key.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    sheet = pd.read_excel(tmp_path / "a" / f"{room}.xlsx", dtype=str, keep_default_na=False)
    assert set(sheet) - {"choices"} == {"id", "before", "sentence", "after", "note", *coding.QUESTIONS[room]}
    assert (sheet[list(coding.QUESTIONS[room])] == "").all(axis=None)
    assert sheet["sentence"].str.count(r"\[\[.+\]\]").eq(1).all()
    key = pd.read_csv(tmp_path / "a" / f"{room}.key.csv")
    assert key["chance"].sum() == pytest.approx(20) and set(key.loc[key["drawn"], "id"]) == set(sheet["id"])
    assert f"## {room}" in (tmp_path / "a" / f"{room}.md").read_text(encoding="utf-8")


def test_what_is_marked_is_what_the_key_has_an_answer_to(made):
    units = coding.list_units(made, "quotes").set_index("sentence_id")
    speech = made.quotes[(made.quotes["attribution"] == "speech") & counted.is_counted(made.quotes)]
    begins = speech.assign(place=speech["pieces"].str[0].str[0]).merge(made.sentences, on="article_id")
    begins = begins.query("start <= place < end and part == 'body'")
    assert len(begins) and (units.loc[begins["sentence_id_y"], "speaker"] != coding.NONE).all()
    assert (units["speaker"] == coding.NONE).any() and units["confidence"].isna().any()


@pytest.mark.parametrize("room", coding.QUESTIONS)
def test_a_coder_who_agrees_finds_no_error(made, tmp_path, room):
    coding.write_sample(made, room, 60, folder=tmp_path)
    got, found = coding.score_sheets(made, tmp_path, [code(tmp_path, room)])
    every = found.scores[found.scores["answer"] == "(all)"]
    assert got == room and every["precision"].eq(1).all()
    assert ("recall" in every) == (room != "labels") and every.get("recall", pd.Series([1])).eq(1).all()
    assert (found.shares["raw"] - found.shares["share"]).abs().max() < 1e-9


def test_a_coder_who_finds_everything_positive_says_so(made, tmp_path):
    coding.write_sample(made, "sentiment", 60, folder=tmp_path)
    paths = [code(tmp_path, "sentiment", polarity=" Positive ")]
    shares = coding.score_sheets(made, tmp_path, paths)[1].shares.set_index("answer")
    assert shares.loc["positive", "share"] > 0.8 and shares.loc["positive", "raw"] < 0.2


@pytest.mark.parametrize("form", ["xlsx", "semicolons"])
def test_what_a_spreadsheet_saves_is_read_the_same(made, tmp_path, form):
    coding.write_sample(made, "roles", 30, folder=tmp_path)
    path = code(tmp_path, "roles")
    sheet, saved = pd.read_csv(path, dtype=str, keep_default_na=False), tmp_path / f"saved.{form[:4]}"
    if form == "xlsx":
        sheet.to_excel(saved, index=False)
    else:
        sheet.to_csv(saved, index=False, sep=";", encoding="utf-8-sig")
    same = [coding.read_sheet(one)[1].drop(columns="coder") for one in (path, saved)]
    assert same[0].equals(same[1]) and set(same[0]["label"]) > {coding.NONE}


def test_the_sheets_in_the_repository_are_scored(made):
    found = coding.score_folder(made, ["no/such/folder", GOLD])
    assert set(found.shares["question"]) == {"speaker", "polarity"}
    assert found.agreement["coders"].eq(2).all() and found.agreement["alpha"].gt(0.6).all()
    compared = coding.compare_raw(found.shares).set_index("level")
    row = compared.loc["polarity: negative"]
    assert row["difference"] == pytest.approx(row["second"] - row["first"]) and row["significant"] == (row["low"] > 0)
    told = say.find_corrected(compared.reset_index(), found.agreement)
    assert "corrected" in told.title and "Coders agree on" in told.text


def test_other_articles_have_no_sheets(made):
    found = coding.score_folder(tables.empty(), [GOLD])
    assert all(table.empty for table in found)
    assert "no coded sheets" in say.find_corrected(coding.compare_raw(found.shares), found.agreement).text


def spoil(sheet: pd.DataFrame, name: str) -> pd.DataFrame:
    return {
        "column": sheet.drop(columns="polarity"), "id": sheet.drop(columns="id"), "empty": sheet.assign(polarity=""),
        "code": sheet.assign(polarity="bad"), "row": sheet.assign(id="other-0000:7"),
    }[name]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "says"),
    [("column", "without any column of codes"), ("id", "without the column 'id'"), ("empty", "empty in 20 rows"),
     ("code", "polarity is 'bad'; write one of negative, neutral, positive, unclear"), ("row", "did not draw")],
)  # fmt: skip
def test_a_bad_sheet_gets_one_clear_line(out, capsys, name, says):
    assert main.main(["sample", str(out), "--of", "sentiment", "-n", "20"]) == 0
    path = code(out / coding.FOLDER, "sentiment")
    assert main.main(["score", str(out), str(path)]) == 0
    spoil(pd.read_csv(path, dtype=str, keep_default_na=False), name).to_csv(path, index=False)
    capsys.readouterr()
    assert main.main(["score", str(out), str(path)]) == 1
    said = capsys.readouterr().err
    assert says in said and len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "says"),
    [(["sample", "--of", "verbs"], "nothing is called 'verbs'"), (["sample", "-n", "0"], "-n is 0"),
     (["sample"], "there already"), (["score", str(GOLD / "quotes_a.csv")], "did not draw"),
     (["score", str(GOLD / "quotes_a.csv"), str(GOLD / "sentiment_a.csv")], "one sort at a time")],
)  # fmt: skip
def test_a_wrong_command_gets_one_clear_line(out, capsys, command, says):
    main.main(["sample", str(out), "-n", "5"])
    assert main.main([command[0], str(out), *command[1:]]) == 1
    said = capsys.readouterr().err
    assert says in said and len(said.splitlines()) == 1


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_is_no_sheet_gets_one_clear_line(tmp_path, name):
    (tmp_path / name).write_bytes(b"" if name == "a.csv" else b"not packed")
    with pytest.raises(ValueError, match="cannot be read as a sheet"):
        coding.read_sheet(tmp_path / name)


def test_a_key_of_other_articles_is_refused(made, tmp_path):
    with pytest.raises(ValueError, match="other articles than these"):
        coding.score_sheets(tables.empty(), GOLD, [GOLD / "quotes_a.csv"])
    with pytest.raises(FileNotFoundError, match="no key"):
        coding.score_sheets(made, tmp_path, [GOLD / "quotes_a.csv"])

"""Portrayal of named actors against SemEval-2025 Task 10 (development half), by the public scorer."""

import importlib.util
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from analysis import encoder, framing

SHARED = Path(os.environ.get("NEWS_GOLD", Path(__file__).parents[3] / "shared" / "gold"))
GOLD = SHARED / "portrayal_dev.jsonl"
SCORER = SHARED.parent / "score" / "score_portrayal.py"

pytestmark = pytest.mark.skipif(not (GOLD.exists() and SCORER.exists()), reason=f"no gold at {SHARED}")


def predict(gold: list[dict]) -> list[dict]:
    articles = pd.DataFrame([{"article_id": row["id"], "text": row["text"]} for row in gold])
    spans = pd.DataFrame([
        {"article_id": row["id"], "start": e["start"], "end": e["end"]} for row in gold for e in row["entities"]
    ])  # fmt: skip
    rows = framing.portray(articles, spans).to_dict("records")
    roles = {(row["article_id"], row["start"], row["end"]): row["portrayal"].capitalize() for row in rows}
    return [
        {"id": row["id"], "entities": [{**e, "role": roles[row["id"], e["start"], e["end"]]} for e in row["entities"]]}
        for row in gold
    ]


@pytest.mark.skipif(bool(encoder.find_missing()), reason="the encoder is not there: the lexicon method scores lower")
def test_macro_f1_of_portrayals(tmp_path, capsys):
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    path = tmp_path / "predictions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in predict(gold)), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("score_portrayal", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scorer.main(GOLD, path)
    assert float(capsys.readouterr().out.split("macro-f1")[1]) >= 0.57

"""Our scorers give the same figures as the corpora's own scripts, to three digits."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.scoring import Measure, score_control, score_groups, score_reading

SHARES = re.compile(r"^\s*(.+?)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", re.M)
ACCURACY = re.compile(r"^\s*(.+?)\s+accuracy ([\d.]+)", re.M)
READING = {
    "claim (kind)": "claim_kind",
    "claim (any kind)": "claim_any",
    "claim (all slots)": "claim_all_slots",
    "when (overlap)": "when_overlap",
}
GROUPS = {
    "all B-cubed": "all_bcubed",
    "all links": "all_links",
    "incidents B-cubed": "incident_bcubed",
    "incidents links": "incident_links",
    "arcs joined B-cubed": "arc_bcubed",
    "arcs joined links": "arc_links",
    "disputes, pairs": "dispute_pairs",
    "disputes, issues": "dispute_issues",
}


def reference(*command: object) -> str:
    return subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, check=True
    ).stdout


def agree(told: str, names: dict[str, str], measures: tuple[Measure, ...]) -> int:
    ours = {m.name: m for m in measures}
    found = SHARES.findall(told)
    for name, *theirs in found:
        m = ours[names.get(name, name)]
        assert [f"{x:.3f}" for x in (m.precision, m.recall, m.f1)] == theirs, name
    accuracies = ACCURACY.findall(told)
    for name, theirs in accuracies:
        assert f"{ours[names.get(name, name)].f1:.3f}" == theirs, name
    return len(found) + len(accuracies)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def disturbed_claims(documents: list[dict], draw: random.Random) -> list[dict]:
    """Claims dropped, relabelled, doubled, moved, and every slot disturbed."""
    out = []
    for document in documents:
        if draw.random() < 0.05:
            continue
        kept = []
        for claim in document["claims"] or []:
            fate = draw.random()
            if fate < 0.15:
                continue
            kept.append(disturbed_claim(dict(claim), document["text"], draw))
            if fate > 0.9:
                kept.append({**claim, "kind": "statement", "id": "again"})
        out.append({**document, "claims": kept})
    return out


def moved(places: list[dict], draw: random.Random) -> list[dict]:
    moves = (None, 0.1, 0.5)
    return [
        {**p, "lat": p["lat"] and (move := draw.choice(moves)) and p["lat"] + move}
        for p in places
    ]


def disturbed_claim(claim: dict, text: str, draw: random.Random) -> dict:
    whens = (None, {"start": None, "end": "2024-11-30"}, {"start": "2024-12-01"})
    changes = {
        "kind": draw.choice(["shelling", "talks", "advance", "casualties"]),
        "quote": draw.choice([text[:80], "not there", claim["quote"][:40]]),
        "initiator": draw.choice([[], ["army"], [*claim["initiator"], "rebels"]]),
        "target": draw.choice([[], ["army"], [*claim["target"], "the rebels"]]),
        "places": moved(claim["places"], draw),
        "figures": [{**f, "high": None} for f in claim["figures"]],
        "sources": claim["sources"][:-1],
        "when": draw.choice(whens),
        "status": "possible",
    }
    return claim | {k: v for k, v in changes.items() if draw.random() < 0.15}


@pytest.mark.parametrize("corpus", ["dev.jsonl", "aleppo2024/documents.jsonl"])
def test_reading_agrees_with_the_reference(shared, tmp_path, corpus):
    gold, predicted = shared / "corpora" / corpus, tmp_path / "predicted.jsonl"
    changed = disturbed_claims(rows(gold), random.Random(corpus))
    predicted.write_text("\n".join(map(json.dumps, changed)), "utf-8")
    told = reference(shared / "bench/claimscore.py", gold, predicted)
    score = score_reading(gold, predicted)
    assert agree(told, READING, score.measures) == 11
    assert 0.3 < score.figures()["claim_kind_f1"] < 0.9


def disturbed_groups(groups: dict, draw: random.Random) -> dict:
    """Groups split and merged, claims lost, disputes relabelled and mixed."""
    out: dict = {"incidents": [], "series": [], "relations": groups["relations"][1:]}
    for incident in groups["incidents"]:
        fate, claims = draw.random(), incident["claims"]
        half = len(claims) // 2
        if fate < 0.2:
            out["incidents"].append({**incident, "claims": claims[:half]})
            out["incidents"].append({**incident, "claims": claims[half:], "arc": None})
        elif fate < 0.4 and out["incidents"]:
            out["incidents"][-1]["claims"] += claims
        elif fate > 0.5:
            out["incidents"].append({**incident, "claims": [*claims]})
    for series in groups["series"]:
        points = [p for p in series["points"] if draw.random() > 0.2]
        out["series"].append({**series, "points": points})
    for group in (*out["incidents"], *out["series"]):
        group["oppositions"] = [
            dict(
                o,
                type=draw.choice(["dispute", o["type"]]),
                about=draw.choice([o["about"], o["about"], "holder"]),
                sides=[side[:2] for side in o["sides"]],
            )
            for o in group.get("oppositions") or ()
            if draw.random() > 0.1
        ]
    return out


@pytest.mark.parametrize("seed", range(5))
def test_groups_agree_with_the_reference(shared, tmp_path, seed):
    gold, predicted = shared / "corpora/aleppo2024/groups.json", tmp_path / "p.json"
    groups = json.loads(gold.read_text("utf-8"))
    predicted.write_text(json.dumps(disturbed_groups(groups, random.Random(seed))))
    told = reference(shared / "bench/fusionscore.py", "groups", gold, predicted)
    score = score_groups(gold, predicted)
    assert agree(told, GROUPS, score.measures) == 8
    assert 0.2 < score.figures()["incident_links_f1"] < 0.95


@pytest.mark.parametrize("seed", range(5))
def test_control_agrees_with_the_reference(shared, tmp_path, seed):
    gold, predicted = shared / "corpora/aleppo2024/control.json", tmp_path / "p.json"
    draw = random.Random(seed)
    changed = []
    for row in json.loads(gold.read_text("utf-8")):
        fate = draw.random()
        if fate < 0.15:
            continue
        if fate < 0.3:
            row["holder"] = "contested"
        elif fate < 0.5:
            row["place"] = f"{row['place']} town"
            row["lat"] += draw.choice([0.01, 1.0])
        elif fate < 0.6:
            row["to"] = row["from"]
        elif fate < 0.7:
            changed.append({**row, "holder": "SDF"})
        changed.append(row)
    predicted.write_text(json.dumps(changed))
    told = reference(shared / "bench/fusionscore.py", "control", gold, predicted)
    right, days, answered = re.search(
        r"accuracy ([\d.]+) of (\d+) place-days; answered ([\d.]+)", told
    ).groups()
    score = score_control(gold, predicted)
    figures = score.figures()
    assert f"{figures['control_accuracy']:.3f}" == right
    assert f"{figures['control_answered_accuracy']:.3f}" == answered
    assert score.measures[0].gold == int(days)
    listed = re.findall(r"\d{4}-\d\d-\d\d", told)
    assert len(score.wrong) >= len(listed) > 0

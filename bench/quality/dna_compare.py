#!/usr/bin/env python3
"""Compares results of `faultline network --as-dna` with reference files of DNA, entry by entry.

    dna_compare.py prepare REFERENCE SET MANIFEST   the set's manifest, with the memberships to be scored
    dna_compare.py compare REFERENCE RESULTS SET... the table of counts; 1 if an entry differs

Numbers are equal to 1e-9, relative or absolute; labels, order, times and counts exactly. Results whose
figures DNA itself draws at random are listed apart: of a search what it starts from is compared, and not
what it finds.
"""
import csv
import io
import json
import math
import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict

# What rDNA's own functions were asked for (rdna/*.csv): they compute their figures from DNA's.
RDNA_WINDOWS = {"rdna_sample": 6, "rdna_unique": 20}
COUNTS = ("numFilteredStatements", "numMatrices", "numStatements", "integerFlag")


def same_number(a, b):
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    return a == b or abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def difference(a, b, where=""):
    """The first place in which two values differ, or None."""
    if isinstance(a, bool) or isinstance(b, bool):
        return None if a is b else f"{where}: {a} and {b}"
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return None if same_number(float(a), float(b)) else f"{where}: {a!r} and {b!r}"
    if type(a) is not type(b):
        return f"{where}: {str(a)[:60]} and {str(b)[:60]}"
    if isinstance(a, dict):
        if list(a) != list(b):
            return f"{where}: {list(a)} and {list(b)}"
        return next(filter(None, (difference(a[k], b[k], f"{where}.{k}") for k in a)), None)
    if isinstance(a, list):
        if len(a) != len(b):
            return f"{where}: {len(a)} and {len(b)} members"
        return next(filter(None, (difference(x, y, f"{where}[{i}]") for i, (x, y) in enumerate(zip(a, b)))), None)
    return None if a == b else f"{where}: {str(a)[:60]!r} and {str(b)[:60]!r}"


def text_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def cell(text):
    return float(text) if re.fullmatch(r"[-+0-9.eE]+|-?Infinity|NaN", text) else text


def matrix(text, separator):
    """A CSV matrix: labels as texts, cells as numbers."""
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    return [rows[0]] + [[row[0]] + [cell(value) for value in row[1:]] for row in rows[1:]]


def without_positions(text):
    """GraphML as nested lists; DNA draws positions at random."""
    def element(node):
        attributes = {k: v for k, v in sorted(node.attrib.items()) if not (node.tag.endswith("Geometry") and k in "xy")}
        inner = (node.text or "").strip()
        number = node.attrib.get("key") == "weight"
        return [node.tag, attributes, float(inner) if number else inner, [element(child) for child in node]]
    return element(ElementTree.fromstring(text))


def dl(text):
    lines = text.splitlines()
    data = lines.index("data:")
    return lines[:data] + [[float(value) for value in line.split()] for line in lines[data + 1:]]


def parsed(path, entry):
    """A result in a form in which equality means what it should."""
    text = text_of(path)
    family = entry["family"]
    if family == "attributes" or entry.get("networkType") == "eventlist":
        return text.rstrip("\r\n")
    if path.endswith(".graphml"):
        return without_positions(text)
    if path.endswith(".dl"):
        return dl(text)
    if path.endswith(".csv"):
        return matrix(text, ";" if entry.get("format") == "csv" else ",")
    value = json.loads(text)
    # What a search finds, and how well, is no answer that has to be equal.
    if family == "polarization":
        return {k: v for k, v in value.items() if not k.startswith(("greedy", "genetic"))}
    if family == "polarization_series":
        return {k: v for k, v in value.items() if k != "finalMaxQ"}
    return value


def is_random(entry):
    return entry["family"].endswith("RANDOM")


def differs(entry, ours, reference, results):
    """Why an entry is not equal, or None."""
    path = os.path.join(results, entry["file"])
    if not os.path.exists(path):
        return ours.get("error", "nothing was written")
    for count in COUNTS:
        if count in entry and entry[count] != ours.get(count):
            return f"{count}: {entry[count]} and {ours.get(count)}"
    return difference(parsed(os.path.join(reference, entry["file"]), entry), parsed(path, entry))


def searches(entry, reference, results):
    """Values that a search of DNA and ours found, for the list of what is random."""
    if entry["family"] not in ("polarization", "polarization_series", "backbone_annealing_RANDOM"):
        return
    values = []
    for folder in (reference, results):
        path = os.path.join(folder, entry["file"])
        if not os.path.exists(path):
            return
        value = json.loads(text_of(path))
        if entry["family"] == "polarization":
            values.append([value["greedy_best_q"], value["genetic_best_q"]])
        elif entry["family"] == "polarization_series":
            values.append(value["finalMaxQ"])
        else:
            values.append([run["unpenalizedBackboneLoss"] for run in value])
    yield difference(values[0], values[1]) is None


def rdna_manifest(name):
    """The entries of rDNA's deterministic results: distances of phase transitions, a bar plot."""
    data = name.removeprefix("rdna_")
    distances = [
        {"family": "distance", "networkType": "onemode", "qualifierAggregation": "subtract", "normalization": "no",
         "duplicates": "document", "timeWindow": "days", "windowSize": RDNA_WINDOWS[name], "kernel": "gaussian",
         "indentTime": False, "distanceMethod": method, "file": f"rdna/phase_{data}_{method}_distmat.json"}
        for method in ("absdiff", "spectral")]
    return distances + [{"family": "barplot", "variable1": "concept", "qualifier": "agreement",
                         "duplicates": "document", "file": f"rdna/barplot_{data}.json"}]


def rdna_differs(entry, reference, results):
    """Why one of them is not equal, or None."""
    path = os.path.join(results, entry["file"])
    if not os.path.exists(path):
        return "nothing was written"
    own = json.loads(text_of(path))
    rows = list(csv.reader(io.StringIO(text_of(os.path.join(reference, entry["file"][:-4] + "csv")))))
    if entry["family"] == "barplot":
        own_rows = [[value] + counts for value, counts in zip(own["values"], own["counts"])]
        return difference([[row[0]] + [int(n) for n in row[1:3]] for row in rows[1:]], own_rows)
    # rDNA divides by the largest distance.
    largest = max(max(row) for row in own["distance"])
    return difference([[float(value) for value in row] for row in rows[1:]],
                      [[value / largest for value in row] for row in own["distance"]])


def compare(reference, results, sets):
    table, failures, found = defaultdict(Counter), [], defaultdict(Counter)
    for name in sets:
        if name in RDNA_WINDOWS:
            for number, entry in enumerate(rdna_manifest(name), 1):
                why = rdna_differs(entry, reference, results)
                table[name, entry["family"]]["differs" if why else "equal"] += 1
                if why:
                    failures.append((name, number, entry["file"], why))
            continue
        manifest = json.loads(text_of(os.path.join(reference, f"manifest_{name}.json")))
        ours = json.loads(text_of(os.path.join(results, f"manifest_{name}.json")))
        for number, (entry, own) in enumerate(zip(manifest, ours), 1):
            row = table[name, entry["family"]]
            for agrees in searches(entry, reference, results):
                found[name, entry["family"]]["same" if agrees else "other"] += 1
            if "error" in entry:
                row["fails" if "error" in own else "differs"] += 1
                if "error" not in own:
                    failures.append((name, number, entry["family"], "DNA fails, and we do not"))
            elif is_random(entry):
                row["random"] += 1
            elif why := differs(entry, own, reference, results):
                row["differs"] += 1
                failures.append((name, number, entry["file"], why))
            else:
                row["equal"] += 1
    columns = ("equal", "differs", "fails", "random")
    print("| set | family | equal | not equal | DNA fails itself | random in DNA |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for (name, family), row in sorted(table.items()):
        print(f"| {name} | {family} | " + " | ".join(str(row[c] or "") for c in columns) + " |")
    total = sum(table.values(), Counter())
    print("| all | | " + " | ".join(str(total[c]) for c in columns) + " |")
    if found:
        print("\nSearches: files in which the best that DNA found is the best that we found.\n")
        print("| set | family | same | other |\n| --- | --- | ---: | ---: |")
        for (name, family), row in sorted(found.items()):
            print(f"| {name} | {family} | {row['same']} | {row['other']} |")
    for failure in failures[:40]:
        print(*failure, sep=": ", file=sys.stderr)
    return 1 if failures or not total["equal"] else 0


def prepare(reference, name, into):
    """The memberships that were scored stand in the reference's results and not in its manifest."""
    if name in RDNA_WINDOWS:
        manifest = rdna_manifest(name)
    else:
        manifest = json.loads(text_of(os.path.join(reference, f"manifest_{name}.json")))
    for entry in manifest:
        if entry["family"] == "polarization":
            value = json.loads(text_of(os.path.join(reference, entry["file"])))
            entry["memberships"] = [given for given, _ in value["quality_of_given_memberships"]]
    with open(into, "w", encoding="utf-8") as file:
        json.dump(manifest, file, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "prepare":
        sys.exit(prepare(*sys.argv[2:]))
    if len(sys.argv) >= 5 and sys.argv[1] == "compare":
        sys.exit(compare(sys.argv[2], sys.argv[3], sys.argv[4:]))
    sys.exit(__doc__)

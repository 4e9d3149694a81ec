#!/usr/bin/env python3
"""Reads sentences by encoder.bin as the program does, in numpy: slow, and apart from its C++ on purpose.

  reference.py ENCODER.bin WORDS.conllu --rows-of PROGRAM                   prints the analysis as CoNLL-U
  reference.py ENCODER.bin WORDS.conllu --rows-of PROGRAM --compare PARSED  counts the words on which `faultline parse --conllu` differs
  reference.py ENCODER.bin --rows-of PROGRAM --sentence "Weber left ."      prints all scores of one sentence

Shares with the program the rows of words alone (PROGRAM: word_rows_of). Names are the encoder's own, before the program settles them by rules.
"""
import argparse
import json
import struct
import sys

import numpy as np

from export import xxh3
from train_encoder import rows_of
from tree import tree

STEPS = 63  # of an activation to each side; the file's scales are for 127
MOST_WORDS = 256  # the program reads longer sentences in pieces


class File:
    def __init__(self, path):
        with open(path, "rb") as stream:
            content = stream.read()
        assert content[:8] == b"FLTENC01", f"{path} is no encoder"
        end = 12 + struct.unpack("<I", content[8:12])[0]
        header = json.loads(content[12:end])
        body = content[(end + 63) // 64 * 64:]
        assert header["format"] == 1 and header["xxh3"] == "%016x" % xxh3(body), f"{path} is damaged"
        self.labels, self.tensors = header["labels"], {}
        kinds = {"i8": "<i1", "f32": "<f4", "u64": "<u8"}
        for tensor in header["tensors"]:
            part = body[tensor["offset"]:tensor["offset"] + tensor["bytes"]]
            self.tensors[tensor["name"]] = np.frombuffer(part, kinds[tensor["type"]]).reshape(tensor["shape"])

    def __getitem__(self, name):
        return self.tensors[name]

    def numbers(self, name):
        return self[name][:, 0]

    def activation(self, name):
        return np.float32(self.numbers("activation.scale." + name)[0] * np.float32(127 / STEPS))


def steps(values, scale):
    """Whole numbers of steps, as 32-bit floats: sums of products of 192 of them are exact."""
    return np.rint(np.clip(values * np.float32(1 / scale), -STEPS, STEPS)).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Reference:
    def __init__(self, path, program):
        self.file, self.program, self.known = File(path), program, {}
        self.labels = self.file.labels
        tags = self.labels["names"]
        legal = np.array([[0 if to[0] != "I" or before[2:] == to[2:] else -1e6 for to in tags] for before in tags])
        self.transition = self.file["names.transition"] + legal
        self.start = legal[tags.index("O")]

    def times(self, name, whole, scale, bias=True):
        weight = name + ".weight" if name + ".weight" in self.file.tensors else name
        sums = whole @ self.file[weight].T.astype(np.float32)
        sums = sums * (self.file.numbers(weight + ".scale") * np.float32(scale))
        return sums + self.file.numbers(name + ".bias") if bias else sums

    def look_up(self, forms):
        file = self.file
        new = sorted(set(forms) - set(self.known))
        hashes = file.numbers("words.hash")
        for form, rows in zip(new, rows_of(self.program, new) if new else []):
            word = file.numbers("words.unknown")
            for key in (rows["word"], rows["zeros"]):
                at = np.searchsorted(hashes, key)
                if at < len(hashes) and hashes[at] == key:
                    word = file["words.row"][at] * file.numbers("words.row.scale")[at]
                    break
            places = np.arange(8) * 8192 + rows["hashed"]
            vector = word + (file["hashed.row"][places] * file["hashed.row.scale"][places]).sum(0)
            bits = [b for b in range(len(file["lexicon.row"])) if int(rows["lexicon"]) >> b & 1]
            vector = vector + (file["lexicon.row"][bits] * file["lexicon.row.scale"][bits]).sum(0)
            vector = (vector - vector.mean()) / np.sqrt(vector.var() + 1e-5)
            self.known[form] = (vector * file.numbers("norm.gain") + file.numbers("norm.bias")).astype(np.float32)
        return np.stack([self.known[form] for form in forms])

    def layer(self, number, whole, scale):
        """The units' steps after each position, both directions side by side."""
        found = []
        for direction, order in (("forward", 1), ("backward", -1)):
            name = f"lstm.{number}.{direction}."
            inputs = self.times(name + "input", whole, scale, bias=False) + self.file.numbers(name + "bias")
            units = inputs.shape[1] // 4
            before, cell = np.zeros(units, np.float32), np.zeros(units, np.float32)
            out = np.zeros((len(inputs), units), np.float32)
            for i in range(len(inputs))[::order]:
                gates = inputs[i] + self.times(name + "recurrent", before, 1 / STEPS, bias=False)
                enter, forget, new, leave = gates.reshape(4, units)
                cell = sigmoid(forget) * cell + sigmoid(enter) * np.tanh(new)
                before = np.rint(sigmoid(leave) * np.tanh(cell) * STEPS).astype(np.float32)
                out[i] = before
            found.append(out)
        return np.concatenate(found, 1)

    def names(self, scores):
        best, back = scores[0] + self.start, []
        for row in scores[1:]:
            table = best[:, None] + self.transition
            back.append(table.argmax(0))
            best = table.max(0) + row
        tags = [int(best.argmax())]
        for place in reversed(back):
            tags.append(int(place[tags[-1]]))
        return tags[::-1]

    def read(self, forms):
        """Scores and choices for each word."""
        file, count = self.file, len(forms)
        vectors = np.concatenate([file["root"].T, self.look_up(forms)])
        scale = file.activation("vector")
        lower = self.layer(0, steps(vectors, scale), scale)
        states = self.layer(1, lower, 1 / STEPS)
        head = lambda name: self.times(name, states, 1 / STEPS)
        positive = lambda name: np.maximum(head(name), 0)
        upos, xpos, names = head("upos")[1:], head("xpos")[1:], head("names")[1:]

        scale = file.activation("arc.head")
        small = steps(positive("arc.head"), scale)
        columns = self.times("arc.bilinear", small, scale, bias=False)
        arcs = positive("arc.dependent")[1:] @ columns.T + self.times("arc.head_bias", small, scale, bias=False).T
        distance = file.numbers("arc.distance")
        away = np.arange(count + 1)[None, :] - np.arange(1, count + 1)[:, None]
        farthest = len(distance) // 2
        arcs = (arcs + distance[away.clip(-farthest, farthest) + farthest]).astype(np.float64)
        arcs[np.arange(count), np.arange(1, count + 1)] = -1e6
        heads = tree(arcs)

        chosen, own = positive("label.head")[heads], positive("label.dependent")[1:]
        weight, scales = file["label.weight"].astype(np.float32), file.numbers("label.weight.scale")
        width, relations = own.shape[1], file.numbers("label.bias").copy()
        for i, (name, values) in enumerate((("head", chosen), ("dependent", own), ("product", chosen * own))):
            scale = file.activation("label." + name)
            relations = relations + steps(values, scale) @ weight[:, i * width:(i + 1) * width].T * (scales * scale)
        root = self.labels["deprel"].index("root")
        relations[:, root] = -1e6
        relation = np.where(heads == 0, root, relations.argmax(1))
        word = lambda name, places: [self.labels[name][int(i)] for i in places]
        return {"upos": word("upos", upos.argmax(1)), "xpos": word("xpos", xpos.argmax(1)), "heads": [int(h) for h in heads],
                "deprel": word("deprel", relation), "names": word("names", self.names(names)),
                "scores": {"upos": upos, "xpos": xpos, "names": names, "arcs": arcs, "relations": relations}}


def sentences_of(path):
    rows = []
    with open(path, encoding="utf-8") as stream:
        for line in list(stream) + ["\n"]:
            cells = line.rstrip("\n").split("\t")
            if cells[0].isdigit():
                rows.append(cells)
            elif cells == [""] and rows:
                yield rows
                rows = []


def compare(reference, path, parsed):
    """What share of words has another tag, head, relation or name than in `parsed`."""
    columns = {"upos": 3, "xpos": 4, "heads": 6, "deprel": 7, "names": 9}
    words, other = 0, dict.fromkeys(columns, 0)
    for own, theirs in zip(sentences_of(path), sentences_of(parsed), strict=True):
        assert [r[1] for r in own] == [r[1] for r in theirs], "the files hold other words"
        if len(own) > MOST_WORDS:
            continue
        found = reference.read([r[1] for r in own])
        words += len(own)
        for name, column in columns.items():
            for mine, row in zip(found[name], theirs):
                told = row[column]
                if name == "names":
                    told = next((part[4:] for part in told.split("|") if part.startswith("NER=")), "O")
                other[name] += str(mine) != told
    print(f"{words} words; other than the program's:", ", ".join(f"{n} {c}" for n, c in other.items()))
    return int(any(count > words / 500 for name, count in other.items() if name != "names"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder")
    parser.add_argument("words", nargs="?")
    parser.add_argument("--rows-of", required=True)
    parser.add_argument("--compare")
    parser.add_argument("--sentence")
    options = parser.parse_args()
    reference = Reference(options.encoder, options.rows_of)
    if options.compare:
        return compare(reference, options.words, options.compare)
    if options.sentence:
        np.set_printoptions(precision=3, suppress=True, linewidth=160)
        forms = options.sentence.split()
        found = reference.read(forms)
        for cells in zip(forms, *(found[n] for n in ("upos", "xpos", "heads", "deprel", "names"))):
            print(*cells, sep="\t")
        for name, scores in found["scores"].items():
            print(name, scores, sep="\n")
        return 0
    for rows in sentences_of(options.words):
        found = reference.read([r[1] for r in rows])
        for i, row in enumerate(rows):
            name = "" if found["names"][i] == "O" else "NER=" + found["names"][i]
            print(i + 1, row[1], "_", found["upos"][i], found["xpos"][i], "_", found["heads"][i], found["deprel"][i], "_",
                  name or "_", sep="\t")
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())

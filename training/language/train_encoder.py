#!/usr/bin/env python3
"""Trains the English encoder on treebanks and names (docs/training.md).

  train_encoder.py --shared FOLDER --glove FILE.json --rows-of PROGRAM --out MODEL.pt [--epochs 25] [--seed 1]
                   [--hidden 96] [--silver TREES.pt] [--minutes 100]
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter

import numpy as np
import torch
from torch.nn import functional as F

import corpora
from encoder import LEXICON, Encoder, crf_loss, legal_transitions, viterbi
from tree import tree

WORD_DROPOUT = 0.25


def rows_of(program, forms):
    """What src/language/detail/word_rows.cc says of each form."""
    done = subprocess.run([program], input="\n".join(forms).encode() + b"\n", stdout=subprocess.PIPE, check=True)
    kind = np.dtype([("word", "<u8"), ("zeros", "<u8"), ("hashed", "<u2", 8), ("lexicon", "<u4"), ("", "<u4")])
    rows = np.frombuffer(done.stdout, kind)
    assert len(rows) == len(forms)
    return rows


class Words:
    """The table of words: those that training knows and the most frequent of GloVe."""

    def __init__(self, program, sentences, glove_file, glove_words):
        self.program = program
        counts = Counter(form for one in sentences for form in one.forms)
        forms = sorted(counts)
        rows = rows_of(program, forms)
        by_key = Counter()
        for form, row in zip(forms, rows):
            by_key[int(row["word"])] += counts[form]
            if row["zeros"] != row["word"]:
                by_key[int(row["zeros"])] += counts[form]
        with open(glove_file, encoding="utf-8") as stream:
            glove = json.load(stream)
        names = glove["words"][:glove_words]
        width = glove["dimensions"]
        glove_rows = rows_of(program, [w.replace("\n", " ") for w in names])
        self.place, self.count, vectors = {}, [0], [np.zeros(width, np.float32)]
        for word, row in zip(names, glove_rows):
            key = int(row["word"])
            if key not in self.place:
                self.place[key] = len(vectors)
                self.count.append(by_key.get(key, 0))
                vectors.append(np.asarray(glove["vectors"][word][:width], np.float32))
        mean = np.stack(vectors).std()
        for key, count in sorted(by_key.items()):
            if count >= 2 and key not in self.place:
                self.place[key] = len(vectors)
                self.count.append(count)
                vectors.append(np.zeros(width, np.float32))
        self.glove = torch.from_numpy(np.stack(vectors) / mean)
        self.count = np.asarray(self.count)
        self.known = {}

    def look_up(self, forms):
        new = sorted({form for form in forms if form not in self.known})
        if new:
            for form, row in zip(new, rows_of(self.program, new)):
                place = self.place.get(int(row["word"])) or self.place.get(int(row["zeros"])) or 0
                bits = [(int(row["lexicon"]) >> b) & 1 for b in range(LEXICON)]
                self.known[form] = (place, row["hashed"].astype(np.int64), np.asarray(bits, np.float32))
        return [self.known[form] for form in forms]


class Batch:
    """Padded tensors of some sentences."""

    def __init__(self, sentences, words, labels, training):
        self.sentences = sentences
        self.lengths = torch.tensor([len(s.forms) for s in sentences])
        shape = (len(sentences), int(self.lengths.max()))
        glove, learned = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        hashed = np.zeros(shape + (8,), np.int64)
        lexicon = np.zeros(shape + (LEXICON,), np.float32)
        for i, one in enumerate(sentences):
            for j, (place, rows, bits) in enumerate(words.look_up(one.forms)):
                glove[i, j], hashed[i, j], lexicon[i, j] = place, rows, bits
                learned[i, j] = place if words.count[place] >= 2 else 0
        if training:
            count = words.count[learned]
            dropped = np.random.random(shape) < WORD_DROPOUT / (WORD_DROPOUT + count)
            learned[dropped] = 0
            # A word that was dropped with its vector is what a word outside all tables is.
            glove[dropped & (np.random.random(shape) < 0.3)] = 0
        self.inputs = [torch.from_numpy(x) for x in (learned, glove, hashed, lexicon)] + [self.lengths]
        self.mask = torch.arange(shape[1]).unsqueeze(0) < self.lengths.unsqueeze(1)
        if training:
            self.targets(shape, labels)

    def targets(self, shape, labels):
        def classes(of, names):
            place = {name: i for i, name in enumerate(names)}
            table = np.full(shape, -1, np.int64)
            for i, one in enumerate(self.sentences):
                values = getattr(one, of)
                if values is not None:
                    table[i, :len(values)] = [place.get(v, -1) for v in values]
            return torch.from_numpy(table)
        self.upos, self.xpos = classes("upos", labels["upos"]), classes("xpos", labels["xpos"])
        self.deprel = classes("deprels", labels["deprel"])
        heads = np.full(shape, -1, np.int64)
        for i, one in enumerate(self.sentences):
            if one.heads is not None:
                heads[i, :len(one.heads)] = one.heads
        self.heads = torch.from_numpy(heads)
        tags = labels["names"]
        self.named = [i for i, one in enumerate(self.sentences) if one.names is not None]
        allowed = np.zeros((len(self.named), shape[1], len(tags)), np.float32)
        for k, i in enumerate(self.named):
            one = self.sentences[i]
            for j, tag in enumerate(one.names):
                row = np.full(len(tags), -1e4, np.float32)
                row[tags.index(tag)] = 0
                if tag == "O" and not one.has_misc:  # may be a name of a type that the corpus leaves out
                    row[tags.index("B-MISC")] = row[tags.index("I-MISC")] = 0
                allowed[k, j] = row
        self.allowed = torch.from_numpy(allowed)
        self.weights = torch.tensor([one.weight for one in self.sentences])


def batches(sentences, words_a_batch, rng):
    """Sentences of like length together, in random order."""
    order = sorted(sentences, key=lambda one: len(one.forms) + rng.random() * 3)
    groups, group, size = [], [], 0
    for one in order:
        if group and size + len(one.forms) > words_a_batch:
            groups.append(group)
            group, size = [], 0
        group.append(one)
        size += len(one.forms)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def loss_of(model, batch, legal):
    states = model.encode(*batch.inputs)
    words = states[:, 1:]
    weight = batch.weights.unsqueeze(1)

    def mean(scores, target):
        known = target >= 0
        if not known.any():
            return torch.zeros(())
        loss = F.cross_entropy(scores.flatten(0, 1), target.clamp(min=0).flatten(), reduction="none")
        loss = loss.view(target.shape) * known * weight
        return loss.sum() / known.sum()

    total = 0.5 * mean(model.upos(words), batch.upos) + 0.5 * mean(model.xpos(words), batch.xpos)
    if (batch.heads >= 0).any():
        arcs = model.arcs(states)
        position = torch.arange(states.shape[1])
        beyond = position.unsqueeze(0) > batch.lengths.unsqueeze(1)
        arcs = arcs.masked_fill(beyond.unsqueeze(1), -1e4)
        total = total + mean(arcs, batch.heads)
        total = total + mean(model.labels(states, batch.heads.clamp(min=0)),
                             batch.deprel.masked_fill(batch.heads < 0, -1))
    if batch.named:
        emissions = model.names(words[batch.named])
        part = batch.weights[batch.named].mean()
        total = total + part * crf_loss(emissions, model.transition + legal, legal_start(legal), batch.allowed,
                                        batch.lengths[batch.named])
    return total


def legal_start(legal):
    return legal[0]  # what may follow O may begin


def predict(model, words, labels, sentences, legal):
    """(upos, xpos, names, heads, deprels) of each sentence."""
    model.eval()
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
    with torch.no_grad():
        for begin in range(0, len(order), 32):
            places = order[begin:begin + 32]
            batch = Batch([sentences[i] for i in places], words, labels, training=False)
            states = model.encode(*batch.inputs)
            upos, xpos = model.upos(states[:, 1:]).argmax(2), model.xpos(states[:, 1:]).argmax(2)
            names, arcs = model.names(states[:, 1:]), model.arcs(states)
            heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
            for k, i in enumerate(places):
                n = len(sentences[i].forms)
                heads[k, :n] = torch.from_numpy(tree(arcs[k, :n, :n + 1].double().numpy()).copy())
            relations = model.labels(states, heads)
            root = labels["deprel"].index("root")
            relations[:, :, root] = -1e4
            relations = relations.argmax(2)
            for k, i in enumerate(places):
                n = len(sentences[i].forms)
                tags = viterbi(names[k, :n], model.transition + legal, legal_start(legal))
                found[i] = ([labels["upos"][c] for c in upos[k, :n]], [labels["xpos"][c] for c in xpos[k, :n]],
                            [labels["names"][c] for c in tags], heads[k, :n].tolist(),
                            ["root" if heads[k, j] == 0 else labels["deprel"][relations[k, j]] for j in range(n)])
    model.train()
    return found


def spans(tags):
    found, begin, kind = set(), None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        if kind is not None and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            found.add((begin, i, kind))
            kind = None
        if tag != "O" and kind is None:
            begin, kind = i, tag[2:]
    return found


def measure(model, words, labels, sentences, legal, drop_misc):
    found = predict(model, words, labels, sentences, legal)
    right = Counter()
    for one, (upos, xpos, names, heads, deprels) in zip(sentences, found):
        if one.heads is not None:
            for j in range(len(one.forms)):
                right["words"] += 1
                right["upos"] += upos[j] == one.upos[j]
                right["xpos"] += xpos[j] == one.xpos[j]
                right["uas"] += heads[j] == one.heads[j]
                right["las"] += (heads[j] == one.heads[j] and
                                 deprels[j].split(":")[0] == one.deprels[j].split(":")[0])
        if one.names is not None:
            keep = lambda s: {x for x in s if not (drop_misc and x[2] == "MISC")}
            gold, mine = keep(spans(one.names)), keep(spans(names))
            right["gold"] += len(gold)
            right["mine"] += len(mine)
            right["both"] += len(gold & mine)
    scores = {k: 100 * right[k] / right["words"] for k in ("upos", "xpos", "uas", "las") if right["words"]}
    if right["gold"]:
        scores["names"] = 200 * right["both"] / (right["gold"] + right["mine"])
    return scores


def go_on_from(path, model, words, labels):
    """Takes the weights of another training, words by their keys."""
    saved = torch.load(path)
    assert saved["labels"] == labels, f"{path} has other labels"
    state = saved["model"]
    learned = model.vectors.learned.weight.data
    learned[:] = state["vectors.learned.weight"][0].clone()
    for key, place in saved["place"].items():
        if key in words.place:
            learned[words.place[key]] = state["vectors.learned.weight"][place]
    # Vectors are scaled by the spread of all of them, which is another with another number of words.
    key = next(key for key in saved["place"] if words.glove[words.place[key]].norm() > 1)
    state["vectors.projection"] *= state["vectors.glove"][saved["place"][key]].norm() / words.glove[words.place[key]].norm()
    state["vectors.learned.weight"], state["vectors.glove"] = learned, words.glove
    model.load_state_dict(state)


def tell(*text):
    print(time.strftime("%H:%M:%S"), *text, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--glove", required=True)
    parser.add_argument("--rows-of", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--news", type=float, default=0.15, help="share of the news read in each epoch")
    parser.add_argument("--gold-epochs", type=int, default=3, help="the last epochs read no news")
    parser.add_argument("--silver", help="analyses of the news by other models (parse_news.py), instead of CoreNLP's")
    parser.add_argument("--words", type=int, default=110_000, help="how many of GloVe's words have a row")
    parser.add_argument("--start", help="a model to go on from, of the same size")
    parser.add_argument("--rate", type=float, default=3e-3, help="highest rate of learning")
    parser.add_argument("--limit", type=int, help="only so many sentences of each corpus, to try the program")
    options = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)

    ewt, gum, politics = corpora.gold(options.shared, "train")
    wiki = corpora.wikigold(options.shared)
    for one in gum:
        if one.source == "gum-names":
            one.weight = 0.5
    if options.silver:
        news = torch.load(options.silver)
    else:
        news = corpora.news(options.shared)
        for one in news:
            one.heads = one.deprels = None  # of another scheme
    for one in news:
        one.weight = 0.5
    gold = ewt + gum + politics * 3 + wiki
    dev = {name: part for name, part in zip(("ewt", "gum", "politics"), corpora.gold(options.shared, "dev"))}
    if options.limit:
        gold, news = gold[::max(1, len(gold) // options.limit)], news[:options.limit]
        dev = {k: v[:options.limit] for k, v in dev.items()}
    trees = [one for one in gold if one.heads is not None]
    common = lambda of: sorted(k for k, n in Counter(v for one in trees for v in getattr(one, of)).items() if n >= 5)
    labels = {"upos": common("upos"), "xpos": common("xpos"), "deprel": common("deprels"), "names": corpora.NAME_TAGS}
    words = Words(options.rows_of, gold + (news if options.silver else []), options.glove, options.words)
    words.look_up(sorted({form for part in (gold, news, *dev.values()) for one in part for form in one.forms}))
    tell("words", len(words.count), {k: len(v) for k, v in labels.items()})

    model = Encoder(len(words.count), words.glove, labels, hidden=options.hidden)
    if options.start:
        go_on_from(options.start, model, words, labels)
    legal = legal_transitions(labels["names"])
    tables = [model.vectors.learned.weight, model.vectors.hashed.weight]
    others = [p for p in model.parameters() if all(p is not t for t in tables)]
    rate = options.rate
    optimizers = [torch.optim.Adam(others, lr=rate, betas=(0.9, 0.95)),
                  torch.optim.SparseAdam(tables, lr=rate, betas=(0.9, 0.98))]
    step, steps = 0, None
    for epoch in range(options.epochs):
        begin = time.time()
        sample = list(gold)
        if epoch < options.epochs - options.gold_epochs:
            sample += rng.sample(news, int(len(news) * options.news))
        groups = batches(sample, 1200, rng)
        if steps is None:
            steps = len(groups) * (options.epochs - options.gold_epochs) + \
                int(len(groups) * sum(len(s.forms) for s in gold) / sum(len(s.forms) for s in sample)) * options.gold_epochs
        total = count = 0
        for group in groups:
            factor = min(1.0, (step + 1) / 100) * max(0.02, 1 - 0.98 * step / steps)
            for optimizer in optimizers:
                optimizer.param_groups[0]["lr"] = rate * factor
                optimizer.zero_grad()
            loss = loss_of(model, Batch(group, words, labels, training=True), legal)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(others, 2.0)
            for optimizer in optimizers:
                optimizer.step()
            total += float(loss) * len(group)
            count += len(group)
            step += 1
        line = f"epoch {epoch + 1} loss {total / count:.3f} {time.time() - begin:.0f} s"
        if epoch + 1 == options.epochs or (epoch + 1) % 5 == 0:
            for name, part in dev.items():
                scores = measure(model, words, labels, part, legal, drop_misc=name != "politics")
                line += f" | {name} " + " ".join(f"{k} {v:.2f}" for k, v in scores.items())
            torch.save({"model": model.state_dict(), "labels": labels, "place": words.place, "count": words.count,
                        "hidden": options.hidden, "seed": options.seed}, options.out)
        tell(line)


if __name__ == "__main__":
    sys.exit(main())

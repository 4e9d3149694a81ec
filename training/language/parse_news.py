#!/usr/bin/env python3
"""Analyses the news with trained encoders, for a student to learn from (docs/training.md).

  parse_news.py MODEL.pt [MODEL.pt ...] --shared FOLDER --rows-of PROGRAM --out news.pt

Log-probabilities of the models are averaged. Where CoreNLP's own analysis of the same words, brought into
Universal Dependencies by the rules below, agrees with a possible arc, the arc gains; so do its tags and names.
"""
import argparse

import numpy as np
import torch

import corpora
from encoder import legal_transitions, viterbi
from export import load, words_of
from train_encoder import Batch, legal_start, tell
from tree import tree

PLAIN = {"dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "mwe": "fixed",
         "name": "flat", "foreign": "flat"}
UNSURE = {"acl", "appos", "conj", "parataxis", "dep"}
ARC, UNSURE_ARC, LABEL, XPOS, NAME = 2.5, 1.0, 2.0, 2.0, 1.0
VERBAL = ("VB", "JJ", "RB", "MD", "IN", "RP")


def universal(one):
    """CoreNLP's heads and relations as Universal Dependencies; None where the schemes differ too much."""
    heads, relations = list(one.heads), list(one.deprels)
    with_copula = {heads[i] for i, r in enumerate(relations) if r == "cop"}
    for i, relation in enumerate(relations):
        head = heads[i]
        tag = one.xpos[head - 1] if head else ""
        if relation == "neg":
            relations[i] = "det" if one.xpos[i] == "DT" else "advmod"
        elif relation in ("nmod:tmod", "nmod:npmod"):
            relations[i] = "nmod:unmarked" if tag.startswith("NN") else "obl:unmarked"
        elif relation == "nmod":
            relations[i] = "obl" if tag.startswith(VERBAL) or (head in with_copula and i + 1 > head) else "nmod"
        else:
            relations[i] = PLAIN.get(relation, relation)
    turn_names(one, heads, relations)
    for i, relation in enumerate(relations):
        if relation in ("punct", "cc") or relation.startswith("dep"):
            heads[i] = None  # hung elsewhere
    return heads, relations


def turn_names(one, heads, relations):
    """In a person's name the first word is the head, not the last."""
    i = 0
    while i < len(heads):
        if one.names[i] != "B-PER":
            i += 1
            continue
        end = i + 1
        while end < len(heads) and one.names[end] == "I-PER":
            end += 1
        last = end - 1
        if end - i > 1 and all(heads[k] == last + 1 and relations[k] == "compound" for k in range(i, last)):
            first, top, relation = i + 1, heads[last], relations[last]
            for k in range(len(heads)):
                if heads[k] == last + 1:
                    heads[k] = first
            for k in range(i + 1, end):
                heads[k], relations[k] = first, "flat"
            heads[i], relations[i] = top, relation
        i = end


def scores_of(model, batch):
    states = model.encode(*batch.inputs)
    arcs = model.arcs(states)
    beyond = torch.arange(states.shape[1]).unsqueeze(0) > batch.lengths.unsqueeze(1)
    arcs = arcs.masked_fill(beyond.unsqueeze(1), -1e4)
    soft = lambda scores: torch.log_softmax(scores, 2)
    words = states[:, 1:]
    return states, soft(arcs), soft(model.upos(words)), soft(model.xpos(words)), soft(model.names(words))


def analyse(models, words, labels, sentences):
    legal = legal_transitions(labels["names"])
    place = {name: {label: i for i, label in enumerate(labels[name])} for name in labels}
    for begin in range(0, len(sentences), 48):
        part = sentences[begin:begin + 48]
        batch = Batch(part, words, labels, training=False)
        all_scores = [scores_of(model, batch) for model in models]
        mean = lambda i: sum(s[i] for s in all_scores) / len(models)
        arcs, upos, xpos, names = mean(1), mean(2), mean(3), mean(4)
        wanted = [universal(one) for one in part]
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for k, one in enumerate(part):
            n = len(one.forms)
            table = arcs[k, :n, :n + 1].double().numpy().copy()
            for j, (head, relation) in enumerate(zip(*wanted[k])):
                if head is not None and head != j + 1:
                    table[j, head] += UNSURE_ARC if relation.split(":")[0] in UNSURE else ARC
            heads[k, :n] = torch.from_numpy(tree(table).copy())
        relations = sum(torch.log_softmax(model.labels(s[0], heads), 2) for model, s in zip(models, all_scores)) / len(models)
        transition = sum(model.transition for model in models) / len(models) + legal
        for k, one in enumerate(part):
            n = len(one.forms)
            for j in range(n):
                head, relation = wanted[k][0][j], wanted[k][1][j]
                if head == heads[k, j] and relation in place["deprel"] and relation.split(":")[0] not in UNSURE:
                    relations[k, j, place["deprel"][relation]] += LABEL
                if one.xpos[j] in place["xpos"] and one.xpos[j] != "TO":
                    xpos[k, j, place["xpos"][one.xpos[j]]] += XPOS
                names[k, j, place["names"][one.names[j]]] += NAME
            relations[k, :n, place["deprel"]["root"]] = -1e4
            one.heads = heads[k, :n].tolist()
            one.deprels = ["root" if h == 0 else labels["deprel"][int(r)]
                           for h, r in zip(one.heads, relations[k, :n].argmax(1))]
            one.upos = [labels["upos"][int(c)] for c in upos[k, :n].argmax(1)]
            one.xpos = [labels["xpos"][int(c)] for c in xpos[k, :n].argmax(1)]
            one.names = [labels["names"][t] for t in viterbi(names[k, :n], transition, legal_start(legal))]
        if begin // 48 % 50 == 0:
            tell(begin, "of", len(sentences))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--shared", required=True)
    parser.add_argument("--rows-of", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    loaded = [load(path) for path in options.models]
    models, saved = [model for model, _ in loaded], loaded[0][1]
    words = words_of(saved, options.rows_of)
    news = sorted(corpora.news(options.shared), key=lambda one: len(one.forms))
    news = [one for one in news if len(one.forms) <= 150]
    words.look_up(sorted({form for one in news for form in one.forms}))
    with torch.no_grad():
        analyse(models, words, saved["labels"], news)
    torch.save(news, options.out)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Trains the mention ranker on OntoGUM.

  train_ranker.py --serve build/release/bin/serve_pairs --shared SHARED --out FILE [--seed N]

The loss is the softmax-margin over latent antecedents (Durrett & Klein 2013): costs 3 for a phrase said to be first that
goes back, 0.1 for one that goes back but is first, 1 for a wrong antecedent.
"""
import argparse
import importlib.util
import os
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from documents import gum, read
from ranker import Ranker, save_ranker

MISSED, FALSE, WRONG = 3.0, 0.1, 1.0
OF_TYPES = 0.5
LINKED_NAMES = 1.0  # as src/actors/detail/chains.cc
I, HE, SHE, THEY, NAME = 0, 2, 3, 6, 9
NEVER = -1e4


def loss_of(d, score, first):
    row, same, goes_back = d['row'], d['same'], d['goes_back']
    cost = torch.where(goes_back[row], torch.where(same, 0.0, WRONG), FALSE)
    cost_first = torch.where(goes_back, MISSED, 0.0)

    def log_sum(pairs, firsts):
        most = firsts.detach().clone()
        most = torch.maximum(most, torch.full_like(most, NEVER).scatter_reduce(0, row, pairs.detach(), 'amax'))
        sums = torch.zeros_like(firsts).index_add(0, row, torch.exp(pairs - most[row])) + torch.exp(firsts - most)
        return most + torch.log(sums)

    everything = log_sum(score + cost, first + cost_first)
    right = log_sum(torch.where(same, score, torch.full_like(score, NEVER)),
                    torch.where(goes_back, torch.full_like(first, NEVER), first))
    return (everything - right).sum()


def chains_of(d, score, first):
    """Greedy, and no chain holds two genders, two names or two speakers' I; src/actors/detail/chains.cc knows a little more."""
    score, chain, traits, back = score.copy(), [], [], []
    agree = lambda one, other: all(not a or not b or a == b for a, b in zip(one, other))
    for i in range(len(first)):
        begin, end = d['offsets'][i], d['offsets'][i + 1]
        own = (d['gender'][i], d['entity'][i], d['speaker'][i] if d['kind'][i] == I else 0)
        candidates = d['candidate'][begin:end].numpy()
        linked = (d['entity'][candidates] == own[1]) & (own[1] > 0) & (d['kind'][candidates] == NAME)
        own_score = score[begin:end] + (LINKED_NAMES * linked if d['kind'][i] == NAME else 0)
        found = None
        for k in np.argsort(-own_score, kind='stable'):
            if own_score[k] <= first[i]:
                break
            if agree(traits[chain[candidates[k]]], own):
                found = candidates[k]
                break
        back.append(found)
        chain.append(len(traits) if found is None else chain[found])
        if found is None:
            traits.append(own)
        else:
            traits[chain[i]] = tuple(a or b for a, b in zip(traits[chain[i]], own))
    return chain, back


@torch.no_grad()
def scores(net, documents, scorer):
    net.eval()
    gold, system, right, asked = {}, {}, 0, 0
    for d in documents:
        score, first, _ = net(d)
        chain, back = chains_of(d, score.numpy(), first.numpy())
        spans = {}
        for i, c in enumerate(chain):
            spans.setdefault(c, []).append(d['spans'][i])
        gold[d['doc']], system[d['doc']] = d, {'clusters': [s for s in spans.values() if len(s) > 1]}
        before = set()
        for i, c in enumerate(d['chain']):
            if c in before and d['kind'][i] in (HE, SHE, THEY):
                asked += 1
                right += back[i] is not None and d['chain'][back[i]] == c
            if c >= 0:
                before.add(c)
    return scorer.score(gold, system)['all']['CoNLL'], 100 * right / asked


def train(net, documents, epochs, seed, dev, scorer):
    tables = [p for table in net.tables() for p in table.parameters()]
    is_table = {id(p) for p in tables}
    answers = torch.optim.Adagrad(tables, lr=0.05)
    network = torch.optim.Adam([p for p in net.parameters() if id(p) not in is_table], lr=0.001)
    order, done, all_steps = random.Random(seed), 0, epochs * len(documents)
    documents = list(documents)
    for epoch in range(epochs):
        net.train()
        order.shuffle(documents)
        begin, total, phrases = time.time(), 0.0, 0
        for d in documents:
            left = max(1 - done / all_steps, 0.05)
            done += 1
            for optimizer, rate in ((answers, 0.05), (network, 0.001)):
                for group in optimizer.param_groups:
                    group['lr'] = rate * left
                optimizer.zero_grad()
            score, first, known = net(d)
            loss = loss_of(d, score, first)
            loss = loss + OF_TYPES * F.cross_entropy(net.types(F.dropout(known, 0.2)), d['type'], reduction='sum')
            (loss / 50).backward()
            answers.step()
            network.step()
            total, phrases = total + loss.item(), phrases + len(first)
        conll, links = scores(net, dev, scorer)
        print('epoch %d loss %.4f %.0f s CoNLL %.2f he/she/they %.1f' % (
            epoch, total / phrases, time.time() - begin, conll, links), flush=True)


def load_scorer(shared):
    spec = importlib.util.spec_from_file_location('scorer', os.path.join(shared, 'tools', 'score_coreference.py'))
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--serve', required=True)
    parser.add_argument('--shared', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--epochs', type=int, default=8)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    scorer = load_scorer(options.shared)
    dev = gum(options.shared, 'dev')
    net = Ranker(**read(dev, options.serve))
    documents = gum(options.shared, 'train')
    read(documents, options.serve)
    train(net, documents, options.epochs, options.seed, dev, scorer)
    save_ranker(net, options.out)


if __name__ == '__main__':
    main()

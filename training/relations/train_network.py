#!/usr/bin/python3
"""Trains the network that judges pairs.

  train_network.py --serve build/release/bin/serve_relations --shared SHARED --glove FILE.json --out FILE [--seed N]
"""
import argparse
import os
import random
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from network import RelationNetwork, save_network
from pairs import SWAPPED, Batch, Vectors, read_pairs


def average_precision(score, right):
    right = right[np.argsort(-score, kind='stable')]
    return (np.cumsum(right) / np.arange(1, len(right) + 1))[right > 0].mean()


def f1_of(gold, said, classes):
    both = sum(((gold == c) & (said == c)).sum() for c in classes) if len(classes) == 1 else (np.isin(gold, classes) & np.isin(said, classes)).sum()
    return 200 * both / max(np.isin(gold, classes).sum() + np.isin(said, classes).sum(), 1)


def told(scores, gold, bias):
    said = (scores + bias).argmax(1)
    each = [f1_of(gold, said, [c]) for c in range(5)]
    return 100 * (gold == said).mean(), np.mean(each), f1_of(gold, said, [1, 2, 3, 4]), each


def report(name, scores, gold, bias=None):
    p = np.exp(scores)
    loss = -scores[np.arange(len(gold)), gold].mean()
    mean = np.mean([average_precision(p[:, c], gold == c) for c in range(1, 5)])
    line = '%s: loss %.4f AP relation %.3f classes %.3f' % (name, loss, average_precision(1 - p[:, 0], gold > 0), mean)
    for kind, b in [('argmax', 0)] + ([] if bias is None else [('balanced', bias)]):
        accuracy, macro, relation, each = told(scores, gold, b)
        line += ' | %s accuracy %.1f macro %.1f relation %.1f %s' % (kind, accuracy, macro, relation, np.round(each).astype(int).tolist())
    print(line, flush=True)


@torch.no_grad()
def log_probabilities(net, pairs):
    """Both ways round, averaged."""
    net.eval()
    out = np.zeros((len(pairs), 5))
    order = sorted(range(len(pairs)), key=lambda i: pairs[i].size)
    for begin in range(0, len(order), 64):
        these = order[begin:begin + 64]
        some = [pairs[i] for i in these]
        one = net(Batch(some, [0] * len(some))).log_softmax(-1).numpy()
        other = net(Batch(some, [1] * len(some))).log_softmax(-1).numpy()[:, SWAPPED]
        out[these] = (one + other) / 2
    return out - np.logaddexp.reduce(out, 1, keepdims=True)


def train(net, pairs, watched, epochs, seed, rate=0.001, size=32, smoothing=0.05):
    shuffler = random.Random(seed)
    tables = [net.word_tables.weight, net.beside_tables.weight, net.pair_tables.weight]
    others = [p for p in net.parameters() if all(p is not t for t in tables)]
    optimizer = torch.optim.AdamW([{'params': others, 'weight_decay': 0.01}, {'params': tables, 'weight_decay': 0.0}], lr=rate)
    all_steps, done = epochs * ((len(pairs) + size - 1) // size), 0
    for epoch in range(epochs):
        net.train()
        pairs = list(pairs)
        shuffler.shuffle(pairs)
        begin, total, batches = time.time(), 0.0, []
        for first in range(0, len(pairs), 40 * size):
            part = sorted(pairs[first:first + 40 * size], key=lambda p: p.size)
            batches += [part[k:k + size] for k in range(0, len(part), size)]
        shuffler.shuffle(batches)
        for some in batches:
            for group in optimizer.param_groups:
                group['lr'] = rate * max(1 - done / all_steps, 0.03)
            done += 1
            batch = Batch(some, [int(shuffler.random() < 0.5) for _ in some])
            optimizer.zero_grad()
            loss = F.cross_entropy(net(batch), batch.labels, label_smoothing=smoothing)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimizer.step()
            total += loss.item() * len(some)
        print('epoch %d loss %.4f %.0f s' % (epoch, total / len(pairs), time.time() - begin), flush=True)
        if watched:
            report('  held out', log_probabilities(net, watched), np.array([p.label for p in watched]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--serve', required=True)
    parser.add_argument('--shared', required=True)
    parser.add_argument('--glove', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--words', type=int, default=40000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--epochs', type=int, default=9)
    for k, v in dict(lemma=1.0, facts=0.15, hid=0.4, st=0.3, rate=0.001).items():
        parser.add_argument('--' + k, type=float, default=v)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    data = lambda part: read_pairs(options.serve, os.path.join(options.shared, 'data', 'relations', part + '.tsv'))
    vectors = Vectors(options.glove, options.words)
    pairs, dev = data('train'), data('dev')
    vectors.look_up(pairs + dev)
    shuffler = random.Random(17)
    shuffler.shuffle(pairs)
    held, pairs = pairs[:1000], pairs[1000:]
    net = RelationNetwork(vectors.table, states=dev[0].states.shape[1], lemma=options.lemma, facts=options.facts, hid=options.hid, st=options.st)
    train(net, pairs, held + dev, options.epochs, options.seed, options.rate)
    for name, some in (('held out', held), ('dev', dev)):
        report(name, log_probabilities(net, some), np.array([p.label for p in some]))
    both = held + dev
    np.savez(options.out + '.npz', scores=log_probabilities(net, both), gold=np.array([p.label for p in both]), held=len(held))
    save_network(net, {}, options.out)


if __name__ == '__main__':
    main()

#!/usr/bin/python3
"""Trains the network that judges pairs.

  train_network.py --serve build/release/bin/serve_relations --shared SHARED --glove FILE.json --out FILE [--seed N]

Labels of crowds are noisy: about one relation in five is wrong. So three networks are trained first, each on two
thirds of the sentences; what each says of the third that it lacked makes half of the targets of the last network, tells
how sharp its chances are, and which classes are to be taken more often for macro F1. They are kept beside FILE.
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


def train(net, pairs, targets, watched, epochs, seed, rate=0.0008, size=32):
    """`targets`: chances of the classes for each pair, as it stands."""
    shuffler = random.Random(seed)
    tables = [net.word_tables.weight, net.beside_tables.weight, net.pair_tables.weight]
    others = [p for p in net.parameters() if all(p is not t for t in tables)]
    optimizer = torch.optim.AdamW([{'params': others, 'weight_decay': 0.01}, {'params': tables, 'weight_decay': 0.0}], lr=rate)
    all_steps, done = epochs * ((len(pairs) + size - 1) // size), 0
    numbers = list(range(len(pairs)))
    for epoch in range(epochs):
        net.train()
        shuffler.shuffle(numbers)
        begin, total, batches = time.time(), 0.0, []
        for first in range(0, len(pairs), 40 * size):
            part = sorted(numbers[first:first + 40 * size], key=lambda i: pairs[i].size)
            batches += [part[k:k + size] for k in range(0, len(part), size)]
        shuffler.shuffle(batches)
        for these in batches:
            for group in optimizer.param_groups:
                group['lr'] = rate * max(1 - done / all_steps, 0.03)
            done += 1
            turned = [int(shuffler.random() < 0.5) for _ in these]
            wanted = np.stack([targets[i][SWAPPED] if t else targets[i] for i, t in zip(these, turned)])
            optimizer.zero_grad()
            loss = F.cross_entropy(net(Batch([pairs[i] for i in these], turned)), torch.from_numpy(wanted).float())
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimizer.step()
            total += loss.item() * len(these)
        print('epoch %d loss %.4f %.0f s' % (epoch, total / len(pairs), time.time() - begin), flush=True)
        if watched and epoch % 3 == 2:
            report('  held out', log_probabilities(net, watched), labels_of(watched))


def labels_of(pairs):
    return np.array([p.label for p in pairs])


def smoothed(labels, share=0.05):
    return np.eye(5)[labels] * (1 - share) + share / 5


def cross_fitted(new_network, pairs, options):
    """What networks say of pairs that they were not trained on."""
    order = list(range(len(pairs)))
    random.Random(17).shuffle(order)
    scores = np.zeros((len(pairs), 5))
    for fold in range(options.folds):
        held = order[fold::options.folds]
        path = '%s.fold%d.npy' % (options.out, fold)
        if not os.path.exists(path):
            if options.only_fold not in (None, fold):
                continue
            lacking = set(held)
            known = [i for i in range(len(pairs)) if i not in lacking]
            net = new_network(options.seed + 100 + fold)
            some = [pairs[i] for i in held]
            train(net, [pairs[i] for i in known], smoothed(labels_of([pairs[i] for i in known])), some, options.epochs, options.seed + fold)
            np.save(path, log_probabilities(net, some))
        scores[held] = np.load(path)
    return scores


def sharpness_of(scores, gold):
    """By what scores are multiplied so that chances hold (Guo et al. 2017, section 4.2)."""
    best = lambda s: -(s * scores - np.logaddexp.reduce(s * scores, 1, keepdims=True))[np.arange(len(gold)), gold].mean()
    return min(np.arange(0.5, 2.01, 0.01), key=best)


def balance_of(scores, gold):
    """What is added to the classes' scores for macro F1, with an eye on accuracy and on F1 of "some relation"."""
    def worth(bias):
        accuracy, macro, relation, _ = told(scores, gold, bias)
        return macro + 0.8 * accuracy + 0.4 * relation
    bias = np.zeros(5)
    for _ in range(3):
        for c in range(1, 5):
            bias[c] = max(np.arange(-0.5, 2.51, 0.1), key=lambda x: worth(np.r_[bias[:c], x, bias[c + 1:]]))
    return bias


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--serve', required=True)
    parser.add_argument('--shared', required=True)
    parser.add_argument('--glove', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--words', type=int, default=40000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--epochs', type=int, default=10)
    parser.add_argument('--folds', type=int, default=3)
    parser.add_argument('--only-fold', type=int, help='train this one and end; for several at a time')
    parser.add_argument('--others', type=float, default=0.5, help='share of the folds in the targets')
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = lambda part: read_pairs(options.serve, os.path.join(options.shared, 'data', 'relations', part + '.tsv'))
    vectors = Vectors(options.glove, options.words)
    pairs, dev = data('train'), data('dev')
    vectors.look_up(pairs + dev)

    def new_network(seed):
        torch.manual_seed(seed)
        return RelationNetwork(vectors.table, states=dev[0].states.shape[1])

    gold, dev_gold = labels_of(pairs), labels_of(dev)
    scores = cross_fitted(new_network, pairs, options)
    if options.only_fold is not None:
        return
    sharpened = lambda s, sharp: sharp * s - np.logaddexp.reduce(sharp * s, 1, keepdims=True)
    scores = sharpened(scores, sharpness_of(scores, gold))
    balance = balance_of(scores, gold)
    report('cross-fitted', scores, gold, balance)
    print('balance %s' % np.round(balance, 2).tolist())
    targets = (1 - options.others) * smoothed(gold) + options.others * np.exp(scores)
    net = new_network(options.seed)
    train(net, pairs, targets, dev, options.epochs, options.seed)
    said = log_probabilities(net, dev)
    sharp = sharpness_of(said, dev_gold)
    report('dev', sharpened(said, sharp), dev_gold, balance)
    print('sharpness %.2f' % sharp)
    np.save(options.out + '.dev.npy', said)
    save_network(net, {'balance': balance, 'sharpness': sharp, 'keys': vectors.keys}, options.out)


if __name__ == '__main__':
    main()

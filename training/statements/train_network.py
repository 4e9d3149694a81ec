#!/usr/bin/python3
"""Trains the networks that find statements (docs/training.md).

  train_network.py --serve build/release/bin/serve_facts --shared SHARED --out FILE [--seed N]

Prints scores on the dev part after each epoch, for four thresholds; the file holds the weights' moving mean.
"""
import argparse
import copy
import importlib.util
import json
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from articles import Articles
from network import PAIR_TABLES, Network

DROP = dict(input=0.25, facts=1.0, hidden=0.3, states=0.4, cue=0.2, pair=0.2, g=0.25)


class Piece:
    """A paragraph with its gold, in places of its own."""

    def __init__(self, index, article, begin, end):
        self.article, self.index, self.begin, self.end = article, index, begin, end
        n = end - begin
        self.cues = np.zeros(n, np.int64)
        self.flat = np.zeros(n, np.int64)
        self.gold = []  # (cue begin, cue end, labels [n])
        for source, cue, content in article.gold:
            b, e = cue[0]
            if not begin <= b < e <= end:
                continue
            self.cues[b - begin] = 1
            self.cues[b - begin + 1:e - begin] = 2
            labels = np.zeros(n, np.int64)
            for kind, spans in ((1, source), (3, content)):
                for sb, se in spans:
                    sb, se = max(sb, begin) - begin, min(se, end) - begin
                    if sb < se:
                        labels[sb:se] = kind + 1
                        labels[sb] = kind
            labels[b - begin:e - begin] = 0
            # After the cue inside a span the label begins anew.
            if e < end and labels[e - begin] in (2, 4):
                labels[e - begin] -= 1
            self.flat = np.where(labels > 0, labels, self.flat)
            self.gold.append((b - begin, e - begin, labels))
        self.flat = np.where(self.cues > 0, self.cues + 4, self.flat)


def tensors(pieces):
    """Padded inputs of a batch."""
    t = max(p.end - p.begin for p in pieces)
    states = np.full((len(pieces), t, pieces[0].article.states.shape[1]), 64, np.uint8)
    heads = np.zeros((len(pieces), t), np.int64)
    facts = np.zeros((len(pieces), t, 15), np.int64)
    cues = np.zeros((len(pieces), t), np.int64)
    flat = np.zeros((len(pieces), t), np.int64)
    for i, p in enumerate(pieces):
        n = p.end - p.begin
        states[i, :n] = p.article.states[p.begin:p.end]
        heads[i, :n] = np.clip(p.article.heads[p.begin:p.end] - p.begin, 0, n - 1)
        facts[i, :n] = p.article.facts[p.begin:p.end]
        cues[i, :n] = p.cues
        flat[i, :n] = p.flat
    lengths = torch.tensor([p.end - p.begin for p in pieces])
    states = (torch.from_numpy(states).float() - 64) / 63
    return states, torch.from_numpy(heads), torch.from_numpy(facts), lengths, torch.from_numpy(cues), torch.from_numpy(flat)


def segments(labels):
    """(begin, end) of the cues in a row of labels."""
    out, begin = [], None
    for i, label in enumerate(list(labels) + [0]):
        if begin is not None and label != 2:
            out.append((begin, i))
            begin = None
        if label == 1:
            begin = i
    return out


def role_batch(articles, pieces, wanted):
    """Inputs of Network.roles for (piece number, cue begin, cue end)."""
    requests = [(pieces[i].index, pieces[i].begin, pieces[i].end, b + pieces[i].begin, e + pieces[i].begin) for i, b, e in wanted]
    found = articles.pair_facts(requests)
    t = max(r[2] - r[1] for r in requests)
    facts = np.zeros((len(wanted), t, len(PAIR_TABLES)), np.int64)
    for k, (_, rows) in enumerate(found):
        facts[k, :len(rows)] = rows
    rows = torch.tensor([i for i, _, _ in wanted])
    sizes = torch.tensor([r[2] - r[1] for r in requests])
    cues = torch.tensor([[b, e] for _, b, e in wanted])
    anchors = torch.tensor([a - pieces[i].begin for (a, _), (i, _, _) in zip(found, wanted)])
    return rows, torch.zeros(len(wanted), dtype=torch.long), sizes, cues, anchors, torch.from_numpy(facts)


def batches_of(pieces, tokens, random=None):
    """Pieces of like length together."""
    order = sorted(range(len(pieces)), key=lambda i: (pieces[i].end - pieces[i].begin) * (1 if random is None else 1 + 0.2 * random.random()))
    out, own, longest = [], [], 0
    for i in order:
        size = pieces[i].end - pieces[i].begin
        if own and (len(own) + 1) * max(longest, size) > tokens:
            out.append(own)
            own, longest = [], 0
        own.append(pieces[i])
        longest = max(longest, size)
    out.append(own)
    if random is not None:
        random.shuffle(out)
    return out


def train_batch(net, articles, batch, negatives, options):
    states, heads, facts, lengths, cues, flat = tensors(batch)
    h = net.encode(states, heads, facts, lengths, DROP)
    emissions = net.cues(h, DROP)
    loss = net.cue_crf.loss(emissions, cues, lengths).sum()
    mask = torch.arange(h.shape[1])[None] < lengths[:, None]
    loss = loss + 0.2 * F.cross_entropy(net.flat(h)[mask], flat[mask], reduction='sum')
    wanted, labels = [], []
    for i, p in enumerate(batch):
        for b, e, own in p.gold:
            wanted.append((i, b, e))
            labels.append(own)
    if negatives:
        bias = torch.tensor([-0.5, 0.0, 0.0])  # more would join cues side by side
        found = net.cue_crf.best(emissions.detach() + bias, lengths)
        for i, p in enumerate(batch):
            for b, e in segments(found[i, :lengths[i]].tolist()):
                if not p.cues[b:e].any():
                    wanted.append((i, b, e))
                    labels.append(np.zeros(p.end - p.begin, np.int64))
    if wanted:
        inputs = role_batch(articles, batch, wanted)
        own = torch.zeros(inputs[-1].shape[:2], dtype=torch.long)
        for k, row in enumerate(labels):
            own[k, :len(row)] = torch.from_numpy(row)
        roles = net.roles(h, *inputs, DROP)
        loss = loss + options.roles * net.role_crf.loss(roles, own, inputs[2]).sum()
    return loss, int(lengths.sum())


@torch.no_grad()
def read(net, articles, pieces, bias=0.0):
    """Candidates of each piece: how likely the cue is, that it has neither source nor content, and that it has
    these; cue, source or None, contents."""
    net.eval()
    out = {}
    for batch in batches_of(pieces, 6000):
        states, heads, facts, lengths, _, _ = tensors(batch)
        h = net.encode(states, heads, facts, lengths, DROP)
        emissions = net.cues(h, DROP)
        crf = net.cue_crf
        marginals = crf.marginals(emissions, lengths)
        found = crf.best(emissions + torch.tensor([-bias, 0.0, 0.0]), lengths)
        wanted, scores = [], []
        for i, p in enumerate(batch):
            out[id(p)] = []
            for b, e in segments(found[i, :lengths[i]].tolist()):
                wanted.append((i, b, e))
                scores.append(float((1 - marginals[i, b:e, 0]).max()))
        if not wanted:
            continue
        inputs = role_batch(articles, batch, wanted)
        roles = net.roles(h, *inputs, DROP)
        crf = net.role_crf
        best = crf.best(roles, inputs[2])
        none = torch.zeros(best.shape, dtype=torch.long)
        log_z = crf.log_z(roles, inputs[2])
        empty = (crf.score(roles, none, inputs[2]) - log_z).exp()
        these = (crf.score(roles, best, inputs[2]) - log_z).exp()
        for k, (i, b, e) in enumerate(wanted):
            labels = best[k, :inputs[2][k]].tolist()
            spans = {1: [], 3: []}
            begin, kind = 0, 0
            for at, label in enumerate(labels + [0]):
                if kind and (label != kind + 1):
                    spans[kind].append((begin, at))
                    kind = 0
                if label in (1, 3):
                    begin, kind = at, label
            source = min(spans[1], key=lambda s: max(b - s[1], s[0] - e)) if spans[1] else None
            out[id(batch[i])].append((scores[k], float(empty[k]), float(these[k]), (b, e), source, spans[3]))
    return out


def statements_of(article, pieces, found, threshold):
    """Statements in code points, those inside another's content left out."""
    all_ = []
    for p in pieces:
        for cue_score, empty, _, cue, source, content in found[id(p)]:
            score = cue_score * (1 - empty)
            if content and score >= threshold:
                all_.append((score, cue, source, content, p.begin))
    kept = []
    for one in sorted(all_, key=lambda s: -s[0]):
        _, cue, _, content, base = one
        clash = False
        for _, c2, _, k2, base2 in kept:
            if base2 != base:
                continue
            if any(b <= cue[0] < e for b, e in k2) or any(b <= c2[0] < e for b, e in content):
                clash = True
        if not clash:
            kept.append(one)
    points = article.code_points
    span = lambda b, e, base: [int(points[base + b, 0]), int(points[base + e - 1, 1])]
    return [{'source': [span(*s[2], s[4])] if s[2] else [], 'cue': [span(*s[1], s[4])],
             'content': [span(*c, s[4]) for c in s[3]], 'confidence': round(s[0], 4)} for s in kept]


def scores_of(scorer, articles, pieces_by_article, found, threshold):
    rows = []
    for article, pieces in zip(articles.all, pieces_by_article):
        rows.append((article.name, article.text, article.annotations, statements_of(article, pieces, found, threshold)))
    return scorer.evaluate(rows)['scores']


def line_of(s):
    f = lambda t, k: s[t][k]['F1']
    r = s['all']['relations/relation']
    return ('rel %.1f (P %.1f R %.1f) strict %.1f spans %.1f/%.1f/%.1f content %.1f types %.1f/%.1f/%.1f' % (
        f('all', 'relations/relation'), r['P'], r['R'], f('all', 'relations/strict'),
        f('all', 'spans/source'), f('all', 'spans/cue'), f('all', 'spans/content'), f('all', 'tokens/content'),
        f('direct', 'relations/relation'), f('indirect', 'relations/relation'), f('mixed', 'relations/relation')))


def load_scorer(shared):
    spec = importlib.util.spec_from_file_location('score_statements', os.path.join(shared, 'tools/score_statements.py'))
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def load(options, part):
    folder = os.path.join(options.shared, 'data/statements/polnear', part)
    articles = Articles(options.serve, folder, len(PAIR_TABLES))
    for a in articles.all:
        a.annotations = json.load(open(os.path.join(folder, a.name + '.ann.json')))['attributions']
    pieces = [[Piece(i, a, b, e) for b, e in a.paragraphs.tolist()] for i, a in enumerate(articles.all)]
    return articles, pieces


def load_network(path):
    saved = torch.load(path)
    net = Network(**saved['config'])
    net.load_state_dict(saved['weights'])
    return net.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--serve', required=True)
    parser.add_argument('--shared', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--epochs', type=int, default=10)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--rate', type=float, default=2e-3)
    parser.add_argument('--width', type=int, default=192)
    parser.add_argument('--units', type=int, default=96)
    parser.add_argument('--pair', type=int, default=64)
    parser.add_argument('--pair-units', type=int, default=32)
    parser.add_argument('--drop', type=float, default=1.0)
    parser.add_argument('--batch', type=int, default=2500)
    parser.add_argument('--roles', type=float, default=0.7, help='weight of sources and contents')
    parser.add_argument('--threads', type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random = np.random.RandomState(options.seed)
    for key in DROP:
        DROP[key] = min(0.6, DROP[key] * options.drop)
    start = time.time()
    scorer = load_scorer(options.shared)
    dev, dev_pieces = load(options, 'dev')
    train, train_pieces = load(options, 'train')
    flat = [p for pieces in train_pieces for p in pieces]
    dev_flat = [p for pieces in dev_pieces for p in pieces]
    print('%d + %d pieces, %d gold of %d, %.0f s' % (len(flat), len(dev_flat), sum(len(p.gold) for p in flat), sum(len(a.gold) for a in train.all), time.time() - start), flush=True)
    net = Network(states=flat[0].article.states.shape[1], width=options.width, units=options.units, pair=options.pair, pair_units=options.pair_units)
    mean = copy.deepcopy(net)
    steps_per_epoch = len(batches_of(flat, options.batch, random))
    total = steps_per_epoch * options.epochs
    optimizer = torch.optim.Adam(net.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 200) * max(0.02, 1 - s / total))
    step = 0
    for epoch in range(options.epochs):
        net.train()
        sum_, words = 0.0, 0
        for batch in batches_of(flat, options.batch, random):
            loss, n = train_batch(net, train, batch, epoch >= 1, options)
            optimizer.zero_grad()
            (loss / n * 20).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(0.998, step / (step + 50))
            with torch.no_grad():
                for slow, fast in zip(mean.parameters(), net.parameters()):
                    slow.lerp_(fast, 1 - decay)
            sum_, words = sum_ + float(loss.detach()), words + n
        found = read(mean, dev, dev_flat, bias=0.2)
        print('epoch %d loss %.4f, %.0f s' % (epoch + 1, sum_ / words, time.time() - start), flush=True)
        for threshold in (0.3, 0.4, 0.5, 0.6):
            s = scores_of(scorer, dev, dev_pieces, found, threshold)
            print('  %.2f %s' % (threshold, line_of(s)), flush=True)
        torch.save({'config': net.config, 'weights': mean.state_dict(), 'epoch': epoch + 1}, options.out)


if __name__ == '__main__':
    main()

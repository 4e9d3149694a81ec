#!/usr/bin/python3
"""Writes the trained networks as the file that the program reads (docs/decisions/0006-statement-networks.md).

  export_network.py MODEL.pt --serve PROGRAM --shared FOLDER --out models/english/statements.bin --version 1
"""
import argparse
import os
import sys

import numpy as np
import torch

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'language'))
from export import File  # noqa: E402
from train_network import DROP, batches_of, load, load_network, load_scorer, read, role_batch, tensors  # noqa: E402


@torch.no_grad()
def scales(net, articles, pieces):
    """What 1 of 127 stands for in each activation that is no unit, from the largest seen but one in ten thousand."""
    seen = {'input': [], 'cue': [], 'pair': []}
    width = net.config['width']
    keep = net.role_out.register_forward_pre_hook(
        lambda _, inputs: seen['pair'].append(inputs[0][..., :net.config['pair']].flatten()))
    for batch in batches_of(pieces, 6000):
        states, heads, facts, lengths, _, _ = tensors(batch)
        h = net.encode(states, heads, facts, lengths, DROP)
        mask = torch.arange(h.shape[1])[None] < lengths[:, None]
        seen['input'].append(h[mask][:, :width].flatten())
        seen['cue'].append(torch.relu(net.cue_hidden(h[mask])).flatten())
        wanted = [(i, b, e) for i, p in enumerate(batch) for b, e, _ in p.gold]
        if wanted:
            net.roles(h, *role_batch(articles, batch, wanted), DROP)
    keep.remove()
    return {name: float(np.quantile(torch.cat(parts).numpy(), 0.9999)) / 127 for name, parts in seen.items()}


def confidence_of(net, scorer, articles, pieces):
    """Offset and factors of the logistic function that makes what the networks say a probability (Platt 1999)."""
    flat = [p for own in pieces for p in own]
    found = read(net, articles, flat, bias=0.2)
    rows, right = [], []
    logit = lambda p: np.log(np.clip(p, 1e-5, 1 - 1e-5) / (1 - np.clip(p, 1e-5, 1 - 1e-5)))
    for article, own in zip(articles.all, pieces):
        tokens, regions = scorer.Tokens(article.text), scorer.quoted_regions(article.text)
        gold = [scorer.Item(article.text, tokens, regions, d, d.get('type')) for d in article.annotations]
        for p in own:
            for cue_score, empty, these, cue, source, content in found[id(p)]:
                if not content:
                    continue
                span = lambda b, e: [int(article.code_points[p.begin + b, 0]), int(article.code_points[p.begin + e - 1, 1])]
                item = scorer.Item(article.text, tokens, regions, {
                    'source': [span(*source)] if source else [], 'cue': [span(*cue)], 'content': [span(*c) for c in content]})
                rows.append([1, logit(cue_score), logit(1 - empty), np.log(max(these, 1e-5))])
                right.append(any(
                    scorer.jaccard(g.tok['content'], item.tok['content']) >= 0.5 and
                    (bool(g.tok['source'] & item.tok['source']) or not (g.canon['source'] or item.canon['source']))
                    for g in gold))
    x, y, factors = np.asarray(rows), np.asarray(right, float), np.zeros(4)
    for _ in range(50):  # Newton's method, with a slight pull to nothing
        p = 1 / (1 + np.exp(-x @ factors))
        factors += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(4), x.T @ (y - p) - 1e-3 * factors)
    p = 1 / (1 + np.exp(-x @ factors))
    print('confidence %s: mean %.3f, right %.3f of %d' % (np.round(factors, 3).tolist(), p.mean(), y.mean(), len(y)))
    return factors


def write(net, activation, confidence, path, version):
    file, config = File(), net.config
    width, units, pair = config['width'], config['units'], config['pair']
    # Where units and other activations go into one product, all are counted in the units' steps.
    steps = activation['input'] * 127
    pair_steps = activation['pair'] * 127

    def beside(weight):
        weight = weight.clone()
        both = width + 2 * units
        for first in range(0, weight.shape[1], both):
            weight[:, first:first + width] *= steps
        return weight

    file.rows('words.row', net.tables.weight, 127)
    file.rows('pairs.row', net.pair_tables.weight, 127)
    file.rows('input.weight', net.input.weight, 63)
    file.numbers('input.bias', net.input.bias)
    file.numbers('input.states', np.asarray([config['states']], np.float32))
    for name, own in (('lstm', net.lstm), ('pair.lstm', net.pair_lstm)):
        for direction, end in (('forward', ''), ('backward', '_reverse')):
            get = lambda key: getattr(own, key + '_l0' + end)
            file.rows(f'{name}.{direction}.input', get('weight_ih'), 63)
            file.rows(f'{name}.{direction}.recurrent', get('weight_hh'), 63)
            file.numbers(f'{name}.{direction}.bias', get('bias_ih') + get('bias_hh'))
    for name, own in (('cue.hidden', net.cue_hidden), ('pair.own', net.own), ('pair.gate', net.gate)):
        file.rows(name + '.weight', beside(own.weight), 63)
        file.numbers(name + '.bias', own.bias)
    file.rows('cue.out.weight', net.cue_out.weight, 63)
    file.numbers('cue.out.bias', net.cue_out.bias)
    both = torch.cat([net.beside.weight, net.beside_gate.weight])
    file.rows('pair.beside.weight', beside(both), 63)
    file.numbers('pair.beside.bias', torch.cat([net.beside.bias, net.beside_gate.bias]))
    roles = net.role_out.weight.clone()
    roles[:, :pair] *= pair_steps
    file.rows('roles.weight', roles, 63)
    file.numbers('roles.bias', net.role_out.bias)
    for name, crf in (('cue', net.cue_crf), ('roles', net.role_crf)):
        file.numbers(name + '.transition', crf.scores)
        file.numbers(name + '.first', crf.first)
    file.numbers('confidence', np.asarray(confidence, np.float32))
    for name, scale in activation.items():
        file.numbers('activation.scale.' + name, np.asarray([scale], np.float32))
    file.write(path, version, {})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model')
    parser.add_argument('--serve', required=True)
    parser.add_argument('--shared', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--version', required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    net = load_network(options.model)
    articles, pieces = load(options, 'dev')
    activation = scales(net, articles, [p for own in pieces for p in own])
    print({name: round(scale * 127, 2) for name, scale in activation.items()})
    confidence = confidence_of(net, load_scorer(options.shared), articles, pieces)
    write(net, activation, confidence, options.out, options.version)


if __name__ == '__main__':
    main()

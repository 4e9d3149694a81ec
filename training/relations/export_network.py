#!/usr/bin/python3
"""Writes a trained network as the file that the program reads (docs/models/relations.md).

  export_network.py MODEL.pt --serve PROGRAM --shared FOLDER --out models/english/relations.bin --version 1
"""
import argparse
import os
import sys

import numpy as np
import torch

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'language'))
from export import File  # noqa: E402
from network import load_network  # noqa: E402
from pairs import Batch, read_pairs  # noqa: E402


@torch.no_grad()
def input_scale(net, keys, pairs):
    """What 1 of 127 stands for in the words' vectors, from the largest seen but one in ten thousand."""
    place = {int(key): row + 1 for row, key in enumerate(keys)}
    seen = []
    keep = net.lstm.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0].data.flatten()))
    for begin in range(0, len(pairs), 64):
        some = pairs[begin:begin + 64]
        for p in some:
            p.vectors = np.array([place.get(int(form)) or place.get(int(lemma)) or 0 for form, lemma in p.keys])
        net(Batch(some, [0] * len(some)))
    keep.remove()
    return float(np.quantile(torch.cat(seen).numpy(), 0.9999)) / 127


def write(net, saved, scale, path, version):
    file, width, units = File(), net.config['width'], net.config['units']

    def in_unit_steps(weight):
        """Where units and words' vectors go into one product, all are counted in the units' steps."""
        weight = weight.detach().clone()
        for first in range(0, weight.shape[1], width + 2 * units):
            weight[:, first:first + width] *= scale * 127
        return weight

    order = np.argsort(saved['keys'])
    file.add('vectors.key', 'u64', saved['keys'][order].astype('<u8'))
    table = (net.vectors[1:] @ net.projection.weight.T).detach().numpy()
    file.rows('vectors.row', table[order], 127)
    file.rows('words.row', net.word_tables.weight, 127)
    file.rows('beside.row', net.beside_tables.weight, 127)
    file.rows('pairs.row', net.pair_tables.weight, 127)
    file.rows('input.weight', net.input.weight, 63)
    file.numbers('input.bias', net.input.bias)
    for direction, end in (('forward', ''), ('backward', '_reverse')):
        get = lambda key: getattr(net.lstm, key + '_l0' + end)
        file.rows(f'lstm.{direction}.input', get('weight_ih'), 63)
        file.rows(f'lstm.{direction}.recurrent', get('weight_hh'), 63)
        file.numbers(f'lstm.{direction}.bias', get('bias_ih') + get('bias_hh'))
    for name, layer in (('pool', net.pool), ('hidden', net.hidden)):
        file.rows(name + '.weight', in_unit_steps(layer.weight), 63)
        file.numbers(name + '.bias', layer.bias)
    file.numbers('out.weight', net.out.weight)
    file.numbers('out.bias', net.out.bias)
    file.numbers('balance', np.asarray(saved['balance'], np.float32))
    file.numbers('sharpness', np.asarray([saved['sharpness']], np.float32))
    file.numbers('activation.scale.input', np.asarray([scale], np.float32))
    file.write(path, version, {})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('model')
    parser.add_argument('--serve', required=True)
    parser.add_argument('--shared', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--version', required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    net, saved = load_network(options.model)
    dev = read_pairs(options.serve, os.path.join(options.shared, 'data', 'relations', 'dev.tsv'))
    scale = input_scale(net, saved['keys'], dev)
    print('inputs up to %.2f' % (scale * 127))
    write(net, saved, scale, options.out, options.version)


if __name__ == '__main__':
    main()

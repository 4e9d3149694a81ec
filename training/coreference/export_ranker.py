#!/usr/bin/python3
"""Writes a trained mention ranker as the file that the program reads (docs/models/coreference.md).

  export_ranker.py MODEL.pt --out models/english/coreference.bin --version 1
"""
import argparse
import os
import sys

import numpy as np
import torch

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'language'))
from export import File  # noqa: E402
from ranker import load_ranker  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model')
    parser.add_argument('--out', required=True)
    parser.add_argument('--version', required=True)
    options = parser.parse_args()
    net = load_ranker(options.model)
    file, kinds = File(), net.kinds
    with_bias = lambda layer: np.append(layer.weight.detach().numpy().ravel(), layer.bias.detach().numpy())
    file.rows('states.weight', net.look.weight, 63)
    file.numbers('states.bias', net.look.bias)
    file.numbers('phrase.rows', net.phrase_rows.weight)
    phrase = net.phrase_all.weight.reshape(1, -1) + net.phrase_kind.weight.reshape(kinds, -1)
    file.numbers('phrase.weights', phrase)
    file.numbers('phrase.out', with_bias(net.phrase_out))
    file.rows('pair.rows', net.pair_rows.weight, 127)
    answers = net.pair_all.weight.shape[0]
    pair = (net.pair_all.weight.reshape(1, 1, answers) + net.pair_kind.weight.reshape(kinds, 1, answers) +
            net.pair_kinds.weight.reshape(kinds, kinds, answers))
    file.numbers('pair.weights', pair.reshape(kinds * kinds, answers))
    file.numbers('pair.later', net.later.weight)
    file.numbers('pair.later.bias', net.later.bias)
    file.numbers('pair.earlier', net.earlier.weight)
    file.numbers('pair.shared', net.shared.weight)
    file.numbers('pair.both', net.both.weight)
    file.numbers('pair.out', with_bias(net.pair_out))
    file.write(options.out, options.version, {})


if __name__ == '__main__':
    main()

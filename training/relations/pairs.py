"""What serve_relations gives: marked pairs with the facts of their words, in batches."""
import json
import subprocess

import numpy as np
import torch

WORD_TABLES = [8192, 128, 128, 256, 128, 32, 4096]
BESIDE_TABLES = [8, 1024, 1024, 64, 64, 16, 64, 128, 64]
PAIR_TABLES = [128, 128, 16, 16, 64, 64, 128, 128, 2048, 64]
ANCHORS, CLASSES = 5, 5
SWAPPED = np.array([0, 2, 1, 4, 3])  # the classes with the ends the other way round
ZERO, LARGEST = 64, 63.0  # how states are written


class Pair:
    __slots__ = ('label', 'size', 'anchors', 'beside', 'both', 'words', 'keys', 'states', 'vectors')


def read_pairs(program, path):
    """The pairs of one file, in its order."""
    data = subprocess.run([program, path], stdout=subprocess.PIPE, check=True).stdout
    at = 0

    def take(kind, *shape):
        nonlocal at
        count = int(np.prod(shape))
        found = np.frombuffer(data, kind, count, at).reshape(shape)
        at += found.nbytes
        return found

    width, count = take('<u4', 2)
    pairs = []
    for _ in range(count):
        p = Pair()
        label, size = take('<u4', 2)
        p.label, p.size, p.anchors, p.beside, p.both = int(label), int(size), [], [], []
        for _ in range(2):
            p.anchors.append(take('<u4', ANCHORS))
            p.beside.append(take('<u2', p.size, len(BESIDE_TABLES)))
            p.both.append(take('<u2', len(PAIR_TABLES)))
        p.words = take('<u2', p.size, len(WORD_TABLES))
        p.keys = take('<u8', p.size, 2)
        p.states = take('u1', p.size, width)
        pairs.append(p)
    assert at == len(data)
    return pairs


def key_of(word):
    """FNV-1a as in src/text/word_hash.h, case of ASCII letters aside."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        if 65 <= byte <= 90:
            byte += 32
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value ^ value >> 29


class Vectors:
    """GloVe's most frequent words by key; row 0 for all others."""

    def __init__(self, file, count):
        with open(file, encoding='utf-8') as stream:
            glove = json.load(stream)
        width = glove['dimensions']
        self.place, rows = {}, [np.zeros(width, np.float32)]
        for word in glove['words'][:count]:
            key = key_of(word)
            if key not in self.place:
                self.place[key] = len(rows)
                rows.append(np.asarray(glove['vectors'][word][:width], np.float32))
        table = np.stack(rows)
        length = np.linalg.norm(table, axis=1, keepdims=True)
        self.table = torch.from_numpy(4 * table / np.maximum(length, 1e-6))

    def look_up(self, pairs):
        for p in pairs:
            p.vectors = np.array([self.place.get(int(form)) or self.place.get(int(lemma)) or 0 for form, lemma in p.keys])


class Batch:
    """`turned[i]`: pair i with its ends the other way round."""

    def __init__(self, pairs, turned):
        size, count = max(p.size for p in pairs), len(pairs)
        width = pairs[0].states.shape[1]
        zeros = lambda kind, *shape: np.zeros((count, size) + shape, kind)
        words, beside, vectors = zeros(np.int64, len(WORD_TABLES)), zeros(np.int64, len(BESIDE_TABLES)), zeros(np.int64)
        states = np.full((count, size, width), ZERO, np.uint8)
        anchors, both = np.zeros((count, ANCHORS), np.int64), np.zeros((count, len(PAIR_TABLES)), np.int64)
        labels = np.zeros(count, np.int64)
        for i, (p, t) in enumerate(zip(pairs, turned)):
            words[i, :p.size], beside[i, :p.size], vectors[i, :p.size] = p.words, p.beside[t], p.vectors
            states[i, :p.size], anchors[i], both[i] = p.states, p.anchors[t], p.both[t]
            labels[i] = SWAPPED[p.label] if t else p.label
        self.states = (torch.from_numpy(states).float() - ZERO) / LARGEST
        self.words, self.beside, self.vectors, self.anchors, self.both, self.labels = map(
            torch.from_numpy, (words, beside, vectors, anchors, both, labels))
        self.lengths = torch.tensor([p.size for p in pairs])

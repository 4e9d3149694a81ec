#!/usr/bin/env python3
"""Writes a trained encoder as the file that the program reads (docs/decisions/0005-encoder-file.md).

  export.py MODEL.pt --shared FOLDER --rows-of PROGRAM --out models/english/encoder.bin --version 1

Weights become bytes with a scale for each row, in [-63, 63] where the kernels multiply them by activations.
Activations other than the units' get one scale a tensor: their 99.99th percentile on the treebanks' dev part is 127.
"""
import argparse
import ctypes
import ctypes.util
import json
import struct

import numpy as np
import torch
from torch.nn import functional as F

import corpora
from encoder import Encoder, legal_transitions
from train_encoder import Batch, Words


class File:
    def __init__(self):
        self.body, self.tensors = bytearray(), []

    def add(self, name, kind, array):
        array = np.ascontiguousarray(array)
        shape = list(array.shape) if array.ndim == 2 else [array.size, 1]
        self.tensors.append({"name": name, "type": kind, "shape": shape, "offset": len(self.body),
                             "bytes": array.nbytes})
        self.body += array.tobytes()
        self.body += bytes(-len(self.body) % 64)

    def numbers(self, name, tensor):
        self.add(name, "f32", to_numpy(tensor).astype("<f4"))

    def rows(self, name, tensor, largest):
        """Each row as whole numbers up to `largest` and what 1 of them stands for."""
        table = to_numpy(tensor).astype(np.float64)
        scale = np.abs(table).max(1) / largest
        scale[scale == 0] = 1e-8
        scale = scale.astype("<f4")
        whole = np.rint(table / scale[:, None]).clip(-largest, largest).astype(np.int8)
        self.add(name, "i8", whole)
        self.add(name + ".scale", "f32", scale)

    def write(self, path, version, labels):
        header = json.dumps({"format": 1, "version": version, "xxh3": "%016x" % xxh3(bytes(self.body)),
                             "tensors": self.tensors, "labels": labels}, separators=(",", ":")).encode()
        head = b"FLTENC01" + struct.pack("<I", len(header)) + header
        with open(path, "wb") as stream:
            stream.write(head + bytes(-len(head) % 64) + self.body)


def xxh3(data):
    library = ctypes.CDLL(ctypes.util.find_library("xxhash") or "libxxhash.so.0")
    library.XXH3_64bits.restype = ctypes.c_uint64
    library.XXH3_64bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    return library.XXH3_64bits(data, len(data))


def to_numpy(tensor):
    return tensor.detach().cpu().numpy() if isinstance(tensor, torch.Tensor) else np.asarray(tensor)


def load(path, glove_words=None):
    """(model, saved) of a file of train_encoder.py."""
    saved = torch.load(path)
    state = saved["model"]
    words, glove = state["vectors.learned.weight"].shape[0], state["vectors.glove"]
    model = Encoder(words, glove, saved["labels"], hidden=saved["hidden"])
    model.load_state_dict(state)
    return model.eval(), saved


def words_of(saved, program):
    """The table of words as training had it."""
    words = Words.__new__(Words)
    words.program, words.place, words.count, words.known = program, saved["place"], saved["count"], {}
    return words


def scales(model, words, labels, sentences):
    """What 1 of 127 stands for in each activation that is not a unit."""
    seen = {name: [] for name in ("vector", "arc.head", "label.head", "label.dependent", "label.product")}
    with torch.no_grad():
        for begin in range(0, len(sentences), 32):
            batch = Batch(sentences[begin:begin + 32], words, labels, training=True)
            learned, glove, hashed, lexicon, lengths = Batch(sentences[begin:begin + 32], words, labels, False).inputs
            seen["vector"].append(model.vectors(learned, glove, hashed, lexicon)[batch.mask].abs().flatten())
            states = model.encode(learned, glove, hashed, lexicon, lengths)
            own = states[:, 1:][batch.mask]
            head = F.relu(model.label_head(states))
            chosen = head.gather(1, batch.heads.clamp(min=0).unsqueeze(2).expand(-1, -1, head.shape[2]))[batch.mask]
            dependent = F.relu(model.label_dependent(own))
            seen["arc.head"].append(F.relu(model.arc_head(own)).flatten())
            seen["label.head"].append(chosen.flatten())
            seen["label.dependent"].append(dependent.flatten())
            seen["label.product"].append((chosen * dependent).flatten())
    return {name: float(np.quantile(torch.cat(parts).numpy(), 0.9999)) / 127 for name, parts in seen.items()}


def write(model, saved, activation, path, version):
    file, state, labels = File(), model.state_dict(), saved["labels"]
    learned = state["vectors.learned.weight"].clone()
    rare = torch.from_numpy(np.asarray(saved["count"]) < 2)
    learned[rare] = learned[0].clone()
    table = (learned + state["vectors.glove"] @ state["vectors.projection"]).numpy()
    keys = np.fromiter(saved["place"].keys(), np.uint64)
    places = np.fromiter(saved["place"].values(), np.int64)
    order = np.argsort(keys)
    file.add("words.hash", "u64", keys[order].astype("<u8"))
    file.rows("words.row", table[places[order]], 127)
    file.numbers("words.unknown", learned[0])
    file.rows("hashed.row", state["vectors.hashed.weight"], 127)
    file.rows("lexicon.row", state["vectors.lexicon"], 127)
    file.numbers("norm.gain", state["vectors.norm.weight"])
    file.numbers("norm.bias", state["vectors.norm.bias"])
    file.numbers("root", state["root"])
    for layer in range(2):
        for direction, end in (("forward", ""), ("backward", "_reverse")):
            name, own = f"lstm.{layer}.{direction}.", f"lstm.{layer}."
            file.rows(name + "input", state[own + "weight_ih_l0" + end], 63)
            file.rows(name + "recurrent", state[own + "weight_hh_l0" + end], 63)
            file.numbers(name + "bias", state[own + "bias_ih_l0" + end] + state[own + "bias_hh_l0" + end])
    for name, own in (("upos", "upos"), ("xpos", "xpos"), ("names", "names"), ("arc.head", "arc_head"),
                      ("arc.dependent", "arc_dependent"), ("label.head", "label_head"),
                      ("label.dependent", "label_dependent"), ("label", "label")):
        file.rows(name + ".weight", state[own + ".weight"], 63)
        file.numbers(name + ".bias", state[own + ".bias"])
    file.numbers("names.transition", state["transition"])
    file.rows("arc.bilinear", state["bilinear"], 63)
    file.rows("arc.head_bias", state["head_bias"].unsqueeze(0), 63)
    file.numbers("arc.distance", state["distance"])
    for name, scale in activation.items():
        file.numbers("activation.scale." + name, np.asarray([scale], np.float32))
    file.write(path, version, labels)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--shared", required=True)
    parser.add_argument("--rows-of", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, saved = load(options.model)
    words = words_of(saved, options.rows_of)
    ewt, gum, _ = corpora.gold(options.shared, "dev")
    sentences = [one for one in ewt + gum if one.heads is not None]
    activation = scales(model, words, saved["labels"], sentences)
    print({k: round(v * 127, 2) for k, v in activation.items()})
    write(model, saved, activation, options.out, options.version)


if __name__ == "__main__":
    main()

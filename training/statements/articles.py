"""What reading gives of each article, from serve_facts, with the gold statements in tokens."""
import json
import os
import struct
import subprocess

import numpy as np


class Article:
    """One article: tokens, states, facts, and gold statements as token spans."""

    def __init__(self, name, text):
        self.name, self.text = name, text.decode('utf-8')
        self.gold = []  # (source, cue, content): lists of token spans


class Articles:
    """The articles of a folder, and the facts of words beside a cue on request."""

    def __init__(self, program, folder, pairs):
        self.process = subprocess.Popen([program, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.stream = self.process.stdout
        self.pairs, self.known = pairs, {}
        self.all = [self._article() for _ in range(self._number())]
        for article in self.all:
            self._gold(article, folder)

    def _number(self):
        return struct.unpack('<I', self.stream.read(4))[0]

    def _array(self, count, kind):
        return np.frombuffer(self.stream.read(count * np.dtype(kind).itemsize), kind)

    def _article(self):
        name = self.stream.read(self._number()).decode()
        article = Article(name, self.stream.read(self._number()))
        n = self._number()
        article.size = n
        article.bytes = self._array(2 * n, '<u4').reshape(n, 2)
        article.sentences = self._array(2 * self._number(), '<u4').reshape(-1, 2)
        article.paragraphs = self._array(2 * self._number(), '<u4').reshape(-1, 2)
        article.heads = self._array(n, '<u4').astype(np.int64)
        article.facts = self._array(n * 15, '<u2').reshape(n, 15)
        width = self._number()
        article.states = self._array(n * width, 'u1').reshape(n, width)
        return article

    def _gold(self, article, folder):
        # Byte offsets of code points, to bring the gold's offsets to tokens.
        sizes = np.frombuffer(article.text.encode('utf-32-le'), '<u4')
        widths = 1 + (sizes >= 0x80) + (sizes >= 0x800) + (sizes >= 0x10000)
        at = np.concatenate([[0], np.cumsum(widths)])
        article.code_points = np.searchsorted(at, article.bytes)  # token -> code points
        begins, ends = article.code_points[:, 0], article.code_points[:, 1]

        def tokens(spans):
            found = []
            for b, e in spans or []:
                first, last = np.searchsorted(ends, b, 'right'), np.searchsorted(begins, e, 'left')
                if first < last:
                    found.append((int(first), int(last)))
            return found

        file = os.path.join(folder, article.name + '.ann.json')
        for one in json.load(open(file))['attributions']:
            roles = [tokens(one.get(role)) for role in ('source', 'cue', 'content')]
            if roles[1]:
                article.gold.append(roles)

    def pair_facts(self, requests):
        """The anchor and the facts [window, pairs] for (article, window begin, end, cue begin, end)."""
        missing = [r for r in dict.fromkeys(requests) if r not in self.known]
        for start in range(0, len(missing), 64):  # few at a time: neither side may wait for the other
            some = missing[start:start + 64]
            for i, request in enumerate(some):
                self.process.stdin.write(struct.pack('<6I', *request, 1 if i + 1 == len(some) else 0))
            self.process.stdin.flush()
            for request in some:
                anchor = self._number()
                size = request[2] - request[1]
                self.known[request] = (anchor, self._array(size * self.pairs, '<u2').reshape(size, self.pairs))
        return [self.known[r] for r in requests]

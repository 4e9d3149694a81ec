"""Reads the corpora of docs/training.md into sentences for train_encoder.py."""
import gzip
import os
from collections import defaultdict

NAME_TAGS = ["O"] + [b + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for b in "BI"]


class Sentence:
    """Words with what is known of them; None where a corpus does not say."""
    __slots__ = ("forms", "upos", "xpos", "heads", "deprels", "names", "has_misc", "weight", "source", "silver")

    def __init__(self, forms, source):
        self.forms, self.source = forms, source
        self.upos = self.xpos = self.heads = self.deprels = self.names = None
        self.has_misc, self.weight, self.silver = True, 1.0, False


def lines_of(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as stream:
        yield from stream


def conllu(path, source):
    rows = []
    for line in lines_of(path):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if line:
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
            continue
        if rows:
            one = Sentence([r[1] for r in rows], source)
            one.upos = [r[3] for r in rows]
            one.xpos = [r[4] for r in rows]
            one.heads = [int(r[6]) for r in rows]
            one.deprels = [r[7] for r in rows]
            yield one
        rows = []


def iob(path, source, has_misc):
    forms, tags = [], []
    for line in list(lines_of(path)) + ["\n"]:
        cells = line.split()
        if cells:
            forms.append(cells[0])
            tags.append(cells[-1])
            continue
        if forms:
            one = Sentence(forms, source)
            one.names, one.has_misc = plain_iob2(tags), has_misc
            yield one
        forms, tags = [], []


def plain_iob2(tags):
    """B- at every beginning, types that are not of the four left out."""
    fixed, before = [], "O"
    for tag in tags:
        kind = tag[2:]
        if tag == "O" or kind not in ("PER", "ORG", "LOC", "MISC"):
            tag = "O"
        elif tag[0] == "I" and before[2:] != kind:
            tag = "B-" + kind
        fixed.append(tag)
        before = tag
    return fixed


SILVER_NAMES = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
SILVER_FORMS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
                "``": "\"", "''": "\"", "`": "'"}


def corenlp(path, source):
    """CoreNLP's analyses: Penn tags, names, basic dependencies (older Stanford scheme)."""
    rows = []
    for line in list(lines_of(path)) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if line:
            rows.append(line.split("\t"))
            continue
        if rows:
            one = Sentence([SILVER_FORMS.get(r[4], r[4]) for r in rows], source)
            one.xpos = [r[6] for r in rows]
            kinds = [SILVER_NAMES.get(r[7]) for r in rows]
            one.names = plain_iob2(["O" if k is None else "I-" + k for k in kinds])
            one.heads = [int(r[8]) if r[8].isdigit() else 0 for r in rows]
            one.deprels = [r[9] for r in rows]
            one.silver = True
            yield one
        rows = []


def with_names(trees, named):
    """Joins names to the trees of the same words; the rest stand alone."""
    waiting = defaultdict(list)
    for one in named:
        waiting[tuple(one.forms)].append(one)
    for one in trees:
        same = waiting.get(tuple(one.forms))
        if same:
            other = same.pop()
            one.names, one.has_misc = other.names, other.has_misc
    return trees + [one for group in waiting.values() for one in group]


def gold(shared, part):
    data = os.path.join(shared, "data")
    end = ".conllu.gz" if part == "train" else ".conllu"
    ewt = with_names(list(conllu(f"{data}/ud/ewt/{part}{end}", "ewt")),
                     iob(f"{data}/names/uner-ewt/{part}.iob", "uner", has_misc=False))
    gum = with_names(list(conllu(f"{data}/ud/gum-free/{part}{end}", "gum")),
                     iob(f"{data}/names/gum-silver/{part}.iob", "gum-names", has_misc=True))
    politics = list(iob(f"{data}/names/crossner-politics/{part}.iob", "politics", has_misc=True))
    return ewt, gum, politics


def wikigold(shared):
    return list(iob(f"{shared}/data/names/wikigold/all.iob", "wikigold", has_misc=True))


def news(shared, part="train"):
    return list(corenlp(f"{shared}/data/statements/corenlp-silver/{part}.conll.gz", "news"))

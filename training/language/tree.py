"""Maximum spanning trees over arc scores (Chu-Liu-Edmonds), one root."""
import numpy as np


def tree(scores):
    """Heads (0: root) of a sentence from scores [T, T+1]; one word alone hangs on the root."""
    count = len(scores)
    scores = scores - np.logaddexp.reduce(scores, 1, keepdims=True)
    heads = scores.argmax(1)
    if is_tree(heads):
        return heads
    best, best_score = None, -np.inf
    for root in np.argsort(-scores[:, 0])[:3]:
        table = scores.copy()
        table[:, 0] = -1e9
        table[root, :] = -1e9
        table[root, 0] = 0
        found = spanning(table)
        total = scores[np.arange(count), found].sum()
        if is_tree(found) and total > best_score:
            best, best_score = found, total
    return best


def is_tree(heads):
    if (heads == 0).sum() != 1:
        return False
    for start in range(len(heads)):
        seen, at = 0, start + 1
        while at != 0:
            at = heads[at - 1]
            seen += 1
            if seen > len(heads):
                return False
    return True


def spanning(scores):
    """Chu-Liu-Edmonds on [dependents, heads]; node 0 is the root."""
    n = len(scores) + 1
    full = np.full((n, n), -1e9)
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    return contract(full)[1:]


def contract(full):
    n = len(full)
    heads = full.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    rest = [i for i in range(n) if i not in inside]
    small = np.full((len(rest) + 1, len(rest) + 1), -1e9)
    place = {node: i for i, node in enumerate(rest)}
    c = len(rest)
    for i in rest:
        for j in rest:
            small[place[i], place[j]] = full[i, j]
    cycle_score = sum(full[i, heads[i]] for i in cycle)
    leave, enter = {}, {}
    for i in rest:
        j = max(cycle, key=lambda k: full[i, k])
        small[place[i], c], leave[i] = full[i, j], j
        k = max(cycle, key=lambda k: full[k, i] - full[k, heads[k]])
        small[c, place[i]], enter[i] = full[k, i] - full[k, heads[k]] + cycle_score, k
    found = contract(small)
    result = heads.copy()
    for i in rest:
        if i == 0:
            continue
        h = found[place[i]]
        result[i] = leave[i] if h == c else rest[h]
    outside = rest[found[c]]
    result[enter[outside]] = outside
    return result


def find_cycle(heads):
    colour = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at != 0 and colour[at] == 0:
            colour[at] = 1
            path.append(at)
            at = heads[at]
        if at != 0 and colour[at] == 1 and at in path:
            return path[path.index(at):]
        for node in path:
            colour[node] = 2
    return None

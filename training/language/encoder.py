"""The encoder of src/language as a PyTorch module: token vectors, BiLSTM, heads for tags, names and trees.

Shapes: B sentences of at most T words; position 0 of the encoder is the root.
"""
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

TABLES, ROWS, LEXICON = 8, 8192, 24
FARTHEST = 33  # distances beyond count as this one


class TokenVectors(nn.Module):
    """LayerNorm(word row + hashed rows + lexicon rows); the word row is a learned one plus P times the word's
    GloVe vector, so that a word that training lacks still says something."""

    def __init__(self, words, glove, width):
        super().__init__()
        self.learned = nn.Embedding(words, width, sparse=True)  # row 0: unknown
        self.hashed = nn.EmbeddingBag(TABLES * ROWS, width, mode="sum", sparse=True)
        nn.init.normal_(self.learned.weight, std=0.1)
        nn.init.normal_(self.hashed.weight, std=0.1)
        self.lexicon = nn.Parameter(torch.zeros(LEXICON, width))
        self.register_buffer("glove", glove)  # row 0 and of words without a vector: zeros
        self.projection = nn.Parameter(torch.randn(glove.shape[1], width) * 0.05)
        self.norm = nn.LayerNorm(width)
        self.register_buffer("offset", torch.arange(TABLES) * ROWS)

    def forward(self, learned, glove, hashed, lexicon):
        shape = learned.shape
        rows = self.hashed((hashed + self.offset).view(-1, TABLES)).view(*shape, -1)
        word = self.learned(learned) + self.glove[glove] @ self.projection
        return self.norm(word + rows + lexicon @ self.lexicon)


class Encoder(nn.Module):
    def __init__(self, words, glove, labels, width=128, hidden=96, layers=2, arc=64, dropout=0.25):
        super().__init__()
        self.vectors = TokenVectors(words, glove, width)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.dropout = dropout
        self.lstm = nn.ModuleList(
            nn.LSTM(width if i == 0 else 2 * hidden, hidden, bidirectional=True, batch_first=True)
            for i in range(layers))
        state = 2 * hidden
        self.upos = nn.Linear(state, len(labels["upos"]))
        self.xpos = nn.Linear(state, len(labels["xpos"]))
        self.names = nn.Linear(state, len(labels["names"]))
        self.transition = nn.Parameter(torch.zeros(len(labels["names"]), len(labels["names"])))
        self.arc_head = nn.Linear(state, arc)
        self.arc_dependent = nn.Linear(state, arc)
        self.bilinear = nn.Parameter(torch.randn(arc, arc) / arc)
        self.head_bias = nn.Parameter(torch.zeros(arc))
        self.distance = nn.Parameter(torch.zeros(2 * FARTHEST + 1))
        self.label_head = nn.Linear(state, arc)
        self.label_dependent = nn.Linear(state, arc)
        self.label = nn.Linear(3 * arc, len(labels["deprel"]))

    def encode(self, learned, glove, hashed, lexicon, lengths):
        """States [B, T+1, 2H]."""
        vectors = self.vectors(learned, glove, hashed, lexicon)
        root = self.root.expand(vectors.shape[0], 1, -1)
        x = torch.cat([root, vectors], 1)
        for lstm in self.lstm:
            x = F.dropout(x, self.dropout, self.training)
            packed = pack_padded_sequence(x, lengths + 1, batch_first=True, enforce_sorted=False)
            x, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True)
        return F.dropout(x, self.dropout, self.training)

    def arcs(self, states):
        """Scores [B, T dependents, T+1 heads]."""
        head = F.dropout(F.relu(self.arc_head(states)), self.dropout, self.training)
        dependent = F.dropout(F.relu(self.arc_dependent(states[:, 1:])), self.dropout, self.training)
        scores = dependent @ self.bilinear @ head.transpose(1, 2) + (head @ self.head_bias).unsqueeze(1)
        count = states.shape[1]
        position = torch.arange(count)
        away = (position.unsqueeze(0) - position[1:].unsqueeze(1)).clamp(-FARTHEST, FARTHEST) + FARTHEST
        return scores + self.distance[away]

    def labels(self, states, heads):
        """Scores [B, T, labels] for the relation to the given heads."""
        head = F.relu(self.label_head(states))
        chosen = head.gather(1, heads.unsqueeze(2).expand(-1, -1, head.shape[2]))
        dependent = F.relu(self.label_dependent(states[:, 1:]))
        return self.label(F.dropout(torch.cat([chosen, dependent, chosen * dependent], 2), self.dropout, self.training))


def legal_transitions(tags):
    """0 where tag j may follow tag i, else a large negative number."""
    table = torch.zeros(len(tags), len(tags))
    for i, before in enumerate(tags):
        for j, tag in enumerate(tags):
            if tag[0] == "I" and before[2:] != tag[2:]:
                table[i, j] = -1e4
    return table


def crf_loss(emissions, transition, start, allowed, lengths):
    """Mean over words of -log P(some allowed sequence); `allowed` [B, T, tags] is 0 or -1e4."""
    def total(scores):
        alpha = scores[:, 0] + start
        sums = [alpha]
        for t in range(1, scores.shape[1]):
            alpha = torch.logsumexp(alpha.unsqueeze(2) + transition, 1) + scores[:, t]
            sums.append(alpha)
        last = torch.stack(sums, 1)[torch.arange(scores.shape[0]), lengths - 1]
        return torch.logsumexp(last, 1)
    return (total(emissions) - total(emissions + allowed)).sum() / lengths.sum()


def viterbi(emissions, transition, start):
    """Best tags of one sentence [T, tags]."""
    best, back = emissions[0] + start, []
    for t in range(1, len(emissions)):
        scores = best.unsqueeze(1) + transition
        top, place = scores.max(0)
        back.append(place)
        best = top + emissions[t]
    tags = [int(best.argmax())]
    for place in reversed(back):
        tags.append(int(place[tags[-1]]))
    return tags[::-1]

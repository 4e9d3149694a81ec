"""The mention ranker as it is trained: weights of answers, and a small network over the encoder's states."""
import torch
from torch import nn
from torch.nn import functional as F

from documents import TYPES

KINDS = 16
WIDTH, HIDDEN, SHARED = 64, 32, 24
STEP = 1 / 32  # of a state, as src/actors/detail/ranker.cc counts them
DROP_ANSWERS, DROP_STATES, DROP_UNITS = 0.3, 0.3, 0.2


class Ranker(nn.Module):
    """Every answer has a weight for all phrases, one for the kind of the later, one for both kinds."""
    kinds = KINDS

    def __init__(self, states, phrase_answers, pair_answers):
        super().__init__()
        self.sizes = {'states': states, 'phrase_answers': phrase_answers, 'pair_answers': pair_answers}
        self.pair_all = nn.Embedding(pair_answers, 1)
        self.pair_kind = nn.Embedding(KINDS * pair_answers, 1)
        self.pair_kinds = nn.Embedding(KINDS * KINDS * pair_answers, 1)
        self.phrase_all = nn.Embedding(phrase_answers, 1)
        self.phrase_kind = nn.Embedding(KINDS * phrase_answers, 1)
        for table in self.tables():
            nn.init.zeros_(table.weight)
        self.look = nn.Linear(3 * states, WIDTH)
        self.phrase_rows = nn.Embedding(phrase_answers, WIDTH)
        self.later = nn.Linear(WIDTH, HIDDEN)
        self.earlier = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.shared = nn.Linear(WIDTH, SHARED, bias=False)
        self.both = nn.Linear(SHARED, HIDDEN, bias=False)
        self.pair_rows = nn.Embedding(pair_answers, HIDDEN)
        self.pair_out = nn.Linear(HIDDEN, 1)
        self.phrase_out = nn.Linear(WIDTH, 1)
        self.types = nn.Linear(WIDTH, len(TYPES) + 1)  # learned beside; not part of the file
        for rows in (self.phrase_rows, self.pair_rows):
            nn.init.normal_(rows.weight, std=0.05)
        for out in (self.pair_out, self.phrase_out):
            nn.init.zeros_(out.weight)
            nn.init.zeros_(out.bias)

    def tables(self):
        return [self.pair_all, self.pair_kind, self.pair_kinds, self.phrase_all, self.phrase_kind]

    def forward(self, d):
        """Scores of all pairs, of being the first, and what is known of each phrase."""
        own, pair, row, candidate, kinds = d['own'], d['pair'], d['row'], d['candidate'], d['kinds']
        keep = lambda answers: ((torch.rand(answers.shape) > DROP_ANSWERS).float() / (1 - DROP_ANSWERS)
                                if self.training else torch.ones(answers.shape))
        keep_pair, keep_own = keep(pair), keep(own)
        weigh = lambda table, answers, kept: (table.weight[answers].squeeze(-1) * kept).sum(1)
        first = (weigh(self.phrase_all, own, keep_own) +
                 weigh(self.phrase_kind, own + (self.sizes['phrase_answers'] * kinds)[:, None], keep_own))
        base = self.sizes['pair_answers'] * kinds[row]
        both = self.sizes['pair_answers'] * (KINDS * kinds[row] + kinds[candidate])
        score = (weigh(self.pair_all, pair, keep_pair) + weigh(self.pair_kind, pair + base[:, None], keep_pair) +
                 weigh(self.pair_kinds, pair + both[:, None], keep_pair))
        states = F.dropout((d['looked'].float() - 64) * STEP, DROP_STATES, self.training)
        known = torch.relu(self.look(states) + (self.phrase_rows.weight[own] * keep_own[:, :, None]).sum(1))
        seen = F.dropout(known, DROP_UNITS, self.training)
        shared = self.shared(seen)
        hidden = (self.later(seen)[row] + self.earlier(seen)[candidate] +
                  F.embedding_bag(pair, self.pair_rows.weight, mode='sum', per_sample_weights=keep_pair) +
                  self.both(shared[row] * shared[candidate]))
        hidden = F.dropout(torch.relu(hidden), DROP_UNITS, self.training)
        return score + self.pair_out(hidden).squeeze(-1), first + self.phrase_out(seen).squeeze(-1), known


def save_ranker(net, path):
    torch.save({'sizes': net.sizes, 'weights': net.state_dict()}, path)


def load_ranker(path):
    saved = torch.load(path)
    net = Ranker(**saved['sizes'])
    net.load_state_dict(saved['weights'])
    net.eval()
    return net

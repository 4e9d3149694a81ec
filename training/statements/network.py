"""The networks that find statements: cues in a paragraph, then source and content beside each cue."""
import torch
from torch import nn
from torch.nn import functional as F

WORD_TABLES = [8192, 512, 512, 16, 16, 32, 128, 512, 2048, 512, 512, 1024, 512, 256, 512]
PAIR_TABLES = [32, 32, 2048, 4096, 128, 64, 4096, 4096, 2048]
CUE_LABELS = ['O', 'B', 'I']
ROLE_LABELS = ['O', 'B-source', 'I-source', 'B-content', 'I-content']


def offsets(sizes):
    return torch.tensor([sum(sizes[:i]) for i in range(len(sizes))])


class Crf(nn.Module):
    """A linear chain over `labels`, in which I follows only B or I of its own kind."""

    def __init__(self, labels):
        super().__init__()
        n = len(labels)
        self.scores = nn.Parameter(torch.zeros(n, n))
        self.first = nn.Parameter(torch.zeros(n))
        legal = torch.zeros(n, n)
        for j, to in enumerate(labels):
            for i, start in enumerate(labels):
                if to.startswith('I') and start[1:] != to[1:] or (to.startswith('I') and start == 'O'):
                    legal[i, j] = -1e4
        self.register_buffer('legal', legal)
        self.register_buffer('legal_first', torch.tensor([-1e4 if t.startswith('I') else 0.0 for t in labels]))

    def table(self):
        return self.scores + self.legal, self.first + self.legal_first

    def log_z(self, emissions, lengths):
        """emissions [batch, time, labels]; padded at the end."""
        table, first = self.table()
        alpha = first + emissions[:, 0]
        steps = [alpha]
        for t in range(1, emissions.shape[1]):
            alpha = torch.logsumexp(alpha[:, :, None] + table, 1) + emissions[:, t]
            steps.append(alpha)
        steps = torch.stack(steps, 1)
        last = steps[torch.arange(len(lengths)), lengths - 1]
        return torch.logsumexp(last, 1)

    def score(self, emissions, labels, lengths):
        table, first = self.table()
        mask = torch.arange(emissions.shape[1])[None] < lengths[:, None]
        own = emissions.gather(2, labels[:, :, None])[:, :, 0]
        total = (own * mask).sum(1) + first[labels[:, 0]]
        return total + (table[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)

    def loss(self, emissions, labels, lengths):
        return self.log_z(emissions, lengths) - self.score(emissions, labels, lengths)

    @torch.no_grad()
    def best(self, emissions, lengths):
        table, first = self.table()
        score = first + emissions[:, 0]
        back = []
        size = emissions.shape[1]
        live = torch.arange(size)[None] < lengths[:, None]
        for t in range(1, size):
            both = score[:, :, None] + table
            most, where = both.max(1)
            back.append(where)
            score = torch.where(live[:, t, None], most + emissions[:, t], score)
        at = score.argmax(1)
        out = torch.zeros(emissions.shape[:2], dtype=torch.long)
        rows = torch.arange(len(lengths))
        for t in range(size - 1, -1, -1):
            out[:, t] = at
            if t:
                at = torch.where(live[:, t], back[t - 1][rows, at], at)
        return out * live

    @torch.no_grad()
    def marginals(self, emissions, lengths):
        table, first = self.table()
        size = emissions.shape[1]
        live = torch.arange(size)[None] < lengths[:, None]
        forward = [first + emissions[:, 0]]
        for t in range(1, size):
            new = torch.logsumexp(forward[-1][:, :, None] + table, 1) + emissions[:, t]
            forward.append(torch.where(live[:, t, None], new, forward[-1]))
        beta = torch.zeros_like(forward[0])
        backward = [beta]
        for t in range(size - 1, 0, -1):
            new = torch.logsumexp(table[None] + (emissions[:, t] + beta)[:, None, :], 2)
            beta = torch.where(live[:, t, None], new, beta)
            backward.append(beta)
        both = torch.stack(forward, 1) + torch.stack(backward[::-1], 1)
        return torch.softmax(both, 2)


class Network(nn.Module):
    def __init__(self, states=512, upper=192, width=192, units=96, cue=64, pair=64, pair_units=32):
        super().__init__()
        self.config = dict(states=states, upper=upper, width=width, units=units, cue=cue, pair=pair, pair_units=pair_units)
        self.upper = upper
        self.input = nn.Linear(states + upper, width)
        self.tables = nn.Embedding(sum(WORD_TABLES), width)
        self.lstm = nn.LSTM(width, units, bidirectional=True, batch_first=True)
        both = width + 2 * units
        self.cue_hidden = nn.Linear(both, cue)
        self.cue_out = nn.Linear(cue, len(CUE_LABELS))
        self.flat = nn.Linear(both, 7)  # helps in training alone
        self.own = nn.Linear(both, pair)
        self.gate = nn.Linear(both, pair)
        self.beside = nn.Linear(2 * both, pair)
        self.beside_gate = nn.Linear(2 * both, pair)
        self.pair_tables = nn.Embedding(sum(PAIR_TABLES), pair)
        self.pair_lstm = nn.LSTM(pair, pair_units, bidirectional=True, batch_first=True)
        self.role_out = nn.Linear(pair + 2 * pair_units, len(ROLE_LABELS))
        self.cue_crf, self.role_crf = Crf(CUE_LABELS), Crf(ROLE_LABELS)
        nn.init.normal_(self.tables.weight, std=0.05)
        nn.init.normal_(self.pair_tables.weight, std=0.05)
        self.register_buffer('word_offsets', offsets(WORD_TABLES))
        self.register_buffer('pair_offsets', offsets(PAIR_TABLES))
        # How often a fact is left out in training: words and frames are learned by heart first.
        drop = torch.full((len(WORD_TABLES),), 0.15)
        drop[[0, 8, 10]] = 0.25
        self.register_buffer('word_drop', drop)

    def encode(self, states, heads, facts, lengths, drop):
        """states [b, t, 512] in -1..1, heads [b, t] in the row, facts [b, t, 15] -> [b, t, width + 2 units]."""
        b, t, _ = states.shape
        above = states[..., :self.upper].gather(1, heads[..., None].expand(b, t, self.upper))
        x = torch.cat([states, above], -1)
        weights = torch.ones(b * t, facts.shape[-1])
        if self.training:
            x = F.dropout(x, drop['input'])
            weights = (torch.rand(b * t, facts.shape[-1]) >= self.word_drop * drop['facts']).float() / (1 - self.word_drop * drop['facts'])
        rows = F.embedding_bag((facts + self.word_offsets).view(b * t, -1), self.tables.weight, mode='sum', per_sample_weights=weights)
        e = torch.relu(self.input(x) + rows.view(b, t, -1))
        e = F.dropout(e, drop['hidden'], self.training)
        packed = nn.utils.rnn.pack_padded_sequence(e, lengths, batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=t)
        return F.dropout(torch.cat([e, out], -1), drop['states'], self.training)

    def cues(self, h, drop):
        hidden = torch.relu(self.cue_hidden(h))
        return self.cue_out(F.dropout(hidden, drop['cue'], self.training))

    def roles(self, h, rows, begins, sizes, cues, anchors, facts, drop):
        """For each cue: its row of h, the window's begin in the row, its size, the cue (begin, end) and
        anchor in the row, and facts [cues, window, 9] -> emissions [cues, window, 5]."""
        n, t = len(rows), facts.shape[1]
        at = (begins[:, None] + torch.arange(t)[None]).clamp(max=h.shape[1] - 1)
        own, gate = self.own(h), self.gate(h)
        mean = torch.stack([h[r, b:e].mean(0) for r, (b, e) in zip(rows.tolist(), cues.tolist())])
        cue = torch.cat([h[rows, anchors], mean], -1)
        weights = torch.ones(n * t, facts.shape[-1])
        if self.training:
            weights = (torch.rand(n * t, facts.shape[-1]) >= drop['pair']).float() / (1 - drop['pair'])
        table = F.embedding_bag((facts + self.pair_offsets).view(n * t, -1), self.pair_tables.weight, mode='sum', per_sample_weights=weights).view(n, t, -1)
        g = own[rows[:, None], at] + self.beside(cue)[:, None] + gate[rows[:, None], at] * self.beside_gate(cue)[:, None] + table
        g = F.dropout(torch.relu(g), drop['g'], self.training)
        packed = nn.utils.rnn.pack_padded_sequence(g, sizes, batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.pair_lstm(packed)[0], batch_first=True, total_length=t)
        out = F.dropout(torch.cat([g, out], -1), drop['g'], self.training)
        emissions = self.role_out(out)
        # A cue is neither source nor content.
        place = at[..., None] - begins[:, None, None]
        inside = (at >= cues[:, :1]) & (at < cues[:, 1:])
        block = torch.tensor([0.0, -1e4, -1e4, -1e4, -1e4])
        return emissions + inside[..., None] * block

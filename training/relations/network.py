"""The network that judges pairs: who of two is for or against the other (docs/models/relations.md)."""
import torch
from torch import nn
from torch.nn import functional as F

from pairs import ANCHORS, BESIDE_TABLES, CLASSES, PAIR_TABLES, WORD_TABLES

POOLS = 2


def offsets(sizes):
    return torch.tensor([sum(sizes[:i]) for i in range(len(sizes))])


class RelationNetwork(nn.Module):
    def __init__(self, vectors, states=512, width=96, units=64, hidden=64, lemma=1.0, facts=0.15, hid=0.4, st=0.3):
        super().__init__()
        self.config = dict(states=states, width=width, units=units, hidden=hidden)
        self.input = nn.Linear(states, width)
        self.register_buffer('vectors', vectors)  # row 0: zeros
        self.projection = nn.Linear(vectors.shape[1], width, bias=False)
        self.word_tables = nn.Embedding(sum(WORD_TABLES), width)
        self.beside_tables = nn.Embedding(sum(BESIDE_TABLES), width)
        self.pair_tables = nn.Embedding(sum(PAIR_TABLES), hidden)
        self.lstm = nn.LSTM(width, units, bidirectional=True, batch_first=True)
        both = width + 2 * units
        self.pool = nn.Linear(both, POOLS)
        self.hidden = nn.Linear((ANCHORS + POOLS) * both, hidden)
        self.out = nn.Linear(hidden, CLASSES)
        for table in (self.word_tables, self.beside_tables, self.pair_tables):
            nn.init.normal_(table.weight, std=0.05)
        for name, sizes in (('word', WORD_TABLES), ('beside', BESIDE_TABLES), ('pair', PAIR_TABLES)):
            self.register_buffer(name + '_offsets', offsets(sizes))
        # How often a fact is left out in training: words and paths are learned by heart first.
        drop = torch.full((len(WORD_TABLES),), 0.15)
        drop[:] = facts
        drop[[0, 6]] = lemma
        self.register_buffer('word_drop', drop)
        self.drop = dict(states=st, vectors=0.3, beside=0.15, pair=0.2, hidden=hid)

    def rows(self, table, facts, first, drop):
        shape = facts.shape[:-1]
        flat = (facts + first).reshape(-1, facts.shape[-1])
        weights = torch.ones(flat.shape)
        if self.training:
            weights = (torch.rand(flat.shape) >= drop).float() / (1.0001 - drop)
        return F.embedding_bag(flat, table.weight, mode='sum', per_sample_weights=weights).view(*shape, -1)

    def forward(self, b):
        dropped = lambda x, kind: F.dropout(x, self.drop[kind], self.training)
        own = self.input(dropped(b.states, 'states')) + self.projection(dropped(self.vectors[b.vectors], 'vectors'))
        own = own + self.rows(self.word_tables, b.words, self.word_offsets, self.word_drop)
        x = torch.relu(own + self.rows(self.beside_tables, b.beside, self.beside_offsets, self.drop['beside']))
        packed = nn.utils.rnn.pack_padded_sequence(dropped(x, 'hidden'), b.lengths, batch_first=True, enforce_sorted=False)
        units, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=x.shape[1])
        both = torch.cat([x, units], -1)
        mask = torch.arange(x.shape[1])[None] < b.lengths[:, None]
        share = self.pool(both).masked_fill(~mask[..., None], -1e4).softmax(1)
        pooled = torch.einsum('btk,bth->bkh', share, both)
        anchors = both.gather(1, b.anchors[..., None].expand(-1, -1, both.shape[-1]))
        words = dropped(torch.cat([anchors, pooled], 1).flatten(1), 'hidden')
        hidden = torch.relu(self.hidden(words) + self.rows(self.pair_tables, b.both, self.pair_offsets, self.drop['pair']))
        return self.out(dropped(hidden, 'hidden'))


def save_network(net, extra, path):
    torch.save({'config': net.config, 'state': net.state_dict(), **extra}, path)


def load_network(path):
    saved = torch.load(path)
    net = RelationNetwork(saved['state']['vectors'], **saved['config'])
    net.load_state_dict(saved['state'])
    return net.eval(), saved

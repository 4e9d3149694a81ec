"""What reading gives of each document, from serve_pairs, with the gold chains."""
import gzip
import json
import os
import struct
import subprocess
import tempfile

import numpy as np
import torch

TYPES = ['person', 'organization', 'place', 'object', 'abstract', 'event', 'time', 'animal', 'plant', 'substance']
NO_PHRASE = len(TYPES)  # of spans that GUM does not mark
NOT_KNOWN = -100
INFO = ('sentence', 'begin', 'end', 'head', 'kind', 'entity', 'gender', 'speaker')


def gum(shared, part):
    """OntoGUM's documents whose licence lets the model be used freely (of dev, all), with GUM's types of their spans."""
    folder = os.path.join(shared, 'data', 'coreference')

    def lines(scheme):
        name = os.path.join(folder, scheme, part + '.jsonl')
        with (gzip.open(name + '.gz', 'rt') if part == 'train' else open(name)) as stream:
            return {d['doc']: d for d in map(json.loads, stream)}

    own = lines('gum')
    documents = [d for d in lines('ontogum').values() if part == 'dev' or d['commercial_ok']]
    for d in documents:
        marked = own[d['doc']]
        d['types'] = {tuple(m): t for chain, t in zip(marked['clusters'], marked['entity_types']) for m in chain}
        d['types'].update({tuple(m[:3]): m[3] for m in marked['singletons']})
    return documents


def read(documents, program):
    """Adds to each document what the program tells of it; gives the sizes of states, questions and answers."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as given:
        for d in documents:
            line = {'doc': d['doc'], 'sentences': d['sentences']}
            if 'speakers' in d:
                line['speakers'] = d['speakers']
            given.write(json.dumps(line) + '\n')
        given.flush()
        served = subprocess.run([program, given.name], check=True, stdout=subprocess.PIPE).stdout
    states, phrase_questions, pair_questions, phrase_answers, pair_answers = struct.unpack_from('<5I', served, 0)
    at = 20

    def take(kind, count):
        nonlocal at
        array = np.frombuffer(served, kind, count, at)
        at += array.nbytes
        return array

    for d in documents:
        count = int(take(np.uint32, 1)[0])
        info = np.zeros((count, len(INFO)), np.int64)
        own = np.zeros((count, phrase_questions), np.int64)
        looked = np.zeros((count, 3 * states), np.uint8)
        candidates, pairs = [], []
        for i in range(count):
            info[i] = take(np.uint32, len(INFO))
            own[i] = take(np.uint16, phrase_questions)
            looked[i] = take(np.uint8, 3 * states)
            number = int(take(np.uint32, 1)[0])
            candidates.append(take(np.uint32, number))
            pairs.append(take(np.uint16, number * pair_questions).reshape(number, pair_questions))
        d.update({name: info[:, k] for k, name in enumerate(INFO)})
        d['spans'] = [tuple(int(x) for x in row[:3]) for row in info]
        d['offsets'] = np.cumsum([0] + [len(c) for c in candidates])
        d['candidate'] = torch.from_numpy(np.concatenate(candidates).astype(np.int64))
        d['row'] = torch.from_numpy(np.repeat(np.arange(count), np.diff(d['offsets'])))
        d['pair'] = torch.from_numpy(np.concatenate(pairs).astype(np.int64))
        d['own'] = torch.from_numpy(own)
        d['looked'] = torch.from_numpy(looked)
        d['kinds'] = torch.from_numpy(info[:, INFO.index('kind')].copy())
        chain = {tuple(m): c for c, spans in enumerate(d['clusters']) for m in spans}
        d['chain'] = np.array([chain.get(span, -1) for span in d['spans']])
        own_chain = torch.from_numpy(d['chain'])
        d['same'] = (own_chain[d['row']] >= 0) & (own_chain[d['row']] == own_chain[d['candidate']])
        d['goes_back'] = torch.zeros(count, dtype=torch.bool)
        d['goes_back'][d['row'][d['same']]] = True
        types = d['types']
        d['type'] = torch.tensor([TYPES.index(types[s]) if types.get(s) in TYPES else
                                  NOT_KNOWN if s in types else NO_PHRASE for s in d['spans']])
    assert at == len(served)
    return {'states': states, 'phrase_answers': phrase_answers, 'pair_answers': pair_answers}

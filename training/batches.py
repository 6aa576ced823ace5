"""Examples into batches: windows laid end to end, with what the network is to say about them."""

import random
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from training.prepare import UNTOLD, Example

from sayso.tagger.findings import MODES, ROLES
from sayso.tagger.hints import hints_of_pieces
from sayso.tagger.network import POINTED
from sayso.tagger.pieces import BEGIN, END
from sayso.tagger.windows import LIMIT, surroundings, windows

NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Noise:
    """What keeps the network from learning the texts by heart.

    The share of pieces that it does not see, of contents whose ends are moved before roles are asked for, and of
    windows without the rules' hints.
    """

    hidden_pieces: float = 0.05
    jitter: float = 0.15
    unhinted: float = 0.15


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an example that fits the encoder: its first and last piece."""

    example: Example
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows laid end to end, as tensors.

    ids [pieces] with the borders' pieces; hints [pieces, kinds]; word [pieces] numbers words through the batch
    (-1: none);
    tags [levels, words]; early [words, roles + modes]; spans: for each content its pieces' places, marks,
    words (numbered through all contents), and the targets.  `tagged` [words] is 0 where tags teach nothing,
    `told` [contents, roles] where the corpus does not mark a role.
    """

    ids: torch.Tensor
    hints: torch.Tensor
    lengths: list[int]
    word: torch.Tensor
    counts: list[int]
    tags: torch.Tensor
    early: torch.Tensor
    places: torch.Tensor
    marks: torch.Tensor
    sizes: list[int]
    group: torch.Tensor
    groups: list[int]
    roles: torch.Tensor
    pointers: torch.Tensor
    kinds: torch.Tensor
    tagged: torch.Tensor
    told: torch.Tensor


def cut(made: Example, limit: int = LIMIT) -> list[Window]:
    """Return the windows of an example, of `limit` pieces at most."""
    return [Window(made, start, end) for start, end in windows(len(made.pieces.ids), limit)]


def batches(found: list[Window], limit: int, chance: random.Random) -> list[list[Window]]:
    """Return the windows in random order, packed into batches of at most `limit` pieces."""
    found = list(found)
    chance.shuffle(found)
    packed: list[list[Window]] = [[]]
    room = limit
    for window in found:
        size = window.end - window.start + 2
        if packed[-1] and size > room:
            packed.append([])
            room = limit
        packed[-1].append(window)
        room -= size
    return packed


def jittered(content: np.ndarray, share: float, chance: random.Random) -> np.ndarray:
    """Return a content as a finder that errs might mark it: some words more or fewer at its ends."""
    if chance.random() >= share:
        return content
    drop = chance.choice((1, 1, 2, 3))
    if chance.random() < 0.5 and len(content) > drop + 2:
        return content[drop:] if chance.random() < 0.5 else content[:-drop]
    if chance.random() < 0.5:
        return np.concatenate([np.arange(max(0, content[0] - drop), content[0]), content])
    return np.concatenate([content, np.arange(content[-1] + 1, content[-1] + 1 + drop)])


def collate(packed: list[Window], noise: Noise, chance: random.Random, mask: int) -> Batch:
    """Return windows as one batch."""
    columns: dict[str, list[Any]] = {name: [] for name in Batch.__slots__}
    base = words = groups = 0
    for window in packed:
        pieces = window.example.pieces
        ids = pieces.ids[window.start : window.end].copy()
        word = pieces.words[window.start : window.end]
        hidden = np.array([chance.random() < noise.hidden_pieces for _ in ids], np.bool_) & (word >= 0)
        ids[hidden] = mask
        columns["ids"] += [[BEGIN], ids, [END]]
        hints = hints_of_pieces(window.example.hints, word)
        columns["hints"].append(hints * (chance.random() >= noise.unhinted))
        columns["lengths"].append(len(ids) + 2)
        first, last = word[word >= 0][0], word[word >= 0][-1]
        columns["word"] += [[-1], np.where(word >= 0, word - first + words, -1), [-1]]
        columns["counts"].append(int(last - first + 1))
        tags = window.example.tags[:, first : last + 1]
        columns["tags"].append(tags)
        early = np.zeros((last - first + 1, len(ROLES) + len(MODES)), np.float32)
        marks = np.zeros(len(word), np.int64)
        inside = [m for m in window.example.marked if m.content[0] >= first and m.content[-1] <= last]
        for marked in inside:
            if marked.mode != UNTOLD:
                early[marked.content - first, len(ROLES) + marked.mode] = 1
            if marked.level >= 0:
                marks[np.isin(word, marked.content)] = 2
            for number, role in enumerate(marked.roles):
                if role is not None:
                    early[role[(role >= first) & (role <= last)] - first, number] = 1
        columns["early"].append(early)
        for marked in inside:
            content = np.isin(word, jittered(marked.content, noise.jitter, chance))
            places = surroundings(content)
            places = places[word[places] >= 0]
            columns["places"].append(places + base + 1)
            columns["marks"].append(np.where(content, 1, marks)[places])
            columns["sizes"].append(len(places))
            seen, group = np.unique(word[places], return_inverse=True)
            columns["group"].append(group + groups)
            columns["groups"].append(len(seen))
            roles = [NOBODY if role is None else role for role in marked.roles]
            columns["roles"].append(np.stack([np.isin(seen, role) for role in roles], 1).astype(np.float32))
            columns["told"].append([role is not None for role in marked.roles])
            columns["pointers"].append([_pointer(seen, marked.roles[ROLES.index(name)]) for name in POINTED])
            columns["kinds"].append([marked.mode, marked.medium, marked.stance])
            groups += len(seen)
        base += len(ids) + 2
        columns["tagged"].append(np.full(last - first + 1, window.example.tagged))
        words += int(last - first + 1)
    return _tensors(columns)


def _pointer(seen: np.ndarray, role: np.ndarray | None) -> tuple[int, int]:
    """Return the places of a role's first and last word among the words seen; both 0 (nothing), else 1 + place."""
    if role is None:
        return UNTOLD, UNTOLD
    hit = np.flatnonzero(np.isin(seen, role))
    return (int(hit[0]) + 1, int(hit[-1]) + 1) if len(hit) and len(hit) == len(role) else (0, 0)


def _tensors(columns: dict[str, list[Any]]) -> Batch:
    def joined(name: str, kind: type, axis: int = 0) -> torch.Tensor:
        parts = [np.asarray(part, kind) for part in columns[name]]
        return torch.from_numpy(np.concatenate(parts, axis)) if parts else torch.zeros(0, dtype=torch.long)

    tensors = {name: joined(name, np.int64) for name in ("ids", "word", "places", "marks", "group")}
    tensors["tags"] = joined("tags", np.int64, 1)
    tensors["hints"] = joined("hints", np.float32)
    tensors["early"] = joined("early", np.float32)
    tensors["roles"] = joined("roles", np.float32)
    tensors["tagged"] = joined("tagged", np.float32)
    tensors["told"] = torch.tensor(columns["told"], dtype=torch.float32)
    tensors["pointers"] = torch.tensor(columns["pointers"], dtype=torch.long)
    tensors["kinds"] = torch.tensor(columns["kinds"], dtype=torch.long)
    return Batch(**tensors, **{name: columns[name] for name in ("lengths", "counts", "sizes", "groups")})

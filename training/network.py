"""The network: the encoder, tags over words for contents, and roles of each content on private top layers."""

from dataclasses import dataclass

import torch
from torch import nn
from training.encoder import Ground, Wheel, load_layer

from sayso.tagger.findings import HINTS, MEDIUMS, MODES, ROLES, STANCES
from sayso.tagger.network import LEVELS, POINTED, TAGS

MARKS = 3  # piece outside contents, in this one, in another one


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is: layers in all, how many of them roles have for themselves too, and their width."""

    layers: int = 10
    private: int = 2
    heads: int = 12
    inner: int = 1536


class Standardised(nn.Module):
    """A linear head over features brought to mean 0 and deviation 1 by fixed figures."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))
        self.linear = nn.Linear(width, out)

    def fit(self, features: torch.Tensor) -> None:
        """Take the figures from a sample [rows, width]."""
        self.mean.copy_(features.mean(0))
        self.deviation.copy_(features.std(0).clamp_min(1e-3))

    def features(self, x: torch.Tensor) -> torch.Tensor:
        """Return the standardised features, same shape."""
        return (x.float() - self.mean) / self.deviation

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take [..., width], give [..., out]."""
        return self.linear(self.features(x))


class Network(nn.Module):
    """Encoder and heads; word embeddings come in from outside, they are never trained."""

    def __init__(self, wheel: Wheel, shape: Shape) -> None:
        super().__init__()
        width = wheel.hidden
        self.shape = shape
        self.branch = shape.layers - shape.private
        self.ground = Ground(wheel)
        kept = torch.arange(shape.heads), torch.arange(shape.inner)  # which is for `train.narrow` to choose
        layers = [load_layer(wheel, n).narrowed(*kept) for n in range(shape.layers)]
        self.layers = nn.ModuleList(layers)
        self.role_layers = nn.ModuleList(layer.narrowed(*kept) for layer in layers[self.branch :])
        self.tag_head = Standardised(width, LEVELS * TAGS + len(MODES))
        self.early_head = Standardised(width, len(ROLES) + len(MODES))  # in training only
        self.role_head = Standardised(width, len(ROLES) + 2 * len(POINTED))
        self.kind_head = nn.Linear(width, len(MODES) + len(MEDIUMS) + len(POINTED))
        self.stance_head = nn.Linear(2 * width, len(STANCES))
        self.hints = nn.Linear(len(HINTS), width, bias=False)
        nn.init.zeros_(self.hints.weight)
        self.marks = nn.Embedding(MARKS, width)
        nn.init.normal_(self.marks.weight, std=0.05)
        with torch.no_grad():
            self.marks.weight[0] = 0
        self.transitions = nn.Parameter(torch.zeros(LEVELS, TAGS, TAGS))

    def look(self, words: torch.Tensor, hints: torch.Tensor, lengths: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """Take word embeddings [pieces, width] and hints [pieces, kinds] of windows laid end to end.

        Give the branch and top layers'.
        """
        places = torch.cat([torch.arange(n) for n in lengths])
        x = self.ground(words + self.hints(hints), places)
        branch = x
        for number, layer in enumerate(self.layers):
            if number == self.branch:
                branch = x
            x = layer(x, lengths)
        return branch, x

    def relate(self, branch: torch.Tensor, marks: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        """Take the branch layer's pieces around contents laid end to end, and their marks; give the top's."""
        x = branch + self.marks(marks).to(branch.dtype)
        for layer in self.role_layers:
            x = layer(x, lengths)
        return x

    def judge(self, around: torch.Tensor, marks: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        """Take what `relate` gave, and the same marks and lengths; give each content's kinds [contents, …]."""
        owner = torch.arange(len(lengths)).repeat_interleave(torch.tensor(lengths))
        features, inside = self.role_head.features(around), marks == 1
        content = means(features[inside], owner[inside], len(lengths))
        beside = means(features[~inside], owner[~inside], len(lengths))
        return torch.cat([self.kind_head(content), self.stance_head(torch.cat([content, beside], 1))], 1)

    def fit_heads(self, branch: torch.Tensor, top: torch.Tensor) -> None:
        """Set the heads' figures from a sample of the pretrained encoder's output."""
        for head, sample in ((self.tag_head, top), (self.role_head, top), (self.early_head, branch)):
            head.fit(sample.float())


def means(rows: torch.Tensor, groups: torch.Tensor, count: int) -> torch.Tensor:
    """Return the mean row of each group: [rows, width] and their groups to [count, width]."""
    total = torch.zeros(count, rows.shape[1], dtype=rows.dtype).index_add(0, groups, rows)
    size = torch.bincount(groups, minlength=count).clamp_min(1).to(rows.dtype)
    return total / size[:, None]


def chain_loss(scores: torch.Tensor, tags: torch.Tensor, lengths: torch.Tensor, moves: torch.Tensor) -> torch.Tensor:
    """Return the negative log-likelihood of tags under a linear chain, summed over the sequences.

    scores [sequences, words, tags], tags [sequences, words], lengths [sequences], moves [sequences, tags, tags]
    (from, to).  The sum over all paths runs on probabilities, brought to sum 1 at each word.
    """
    steps = torch.arange(scores.shape[1])
    real = steps[None] < lengths[:, None]
    best = scores.max(-1, keepdim=True).values
    gold = (scores.gather(-1, tags[..., None])[..., 0] * real).sum()
    rows = torch.arange(len(moves))[:, None].expand(-1, tags.shape[1] - 1)
    gold = gold + (moves[rows, tags[:, :-1], tags[:, 1:]] * real[:, 1:]).sum()
    weights = (scores - best).exp()
    matrix = moves.exp()
    state = weights[:, 0]
    total = state.sum(-1, keepdim=True)
    state = state / total
    logs = [torch.where(real[:, :1], total, 1.0)]
    for step in range(1, scores.shape[1]):
        following = torch.bmm(state[:, None], matrix)[:, 0] * weights[:, step]
        total = following.sum(-1, keepdim=True)
        alive = real[:, step : step + 1]
        state = torch.where(alive, following / total, state)
        logs.append(torch.where(alive, total, 1.0))
    return torch.cat(logs, 1).log().sum() + (best[..., 0] * real).sum() - gold

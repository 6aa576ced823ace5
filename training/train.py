"""Train the finder.

    python -m training.train --work WORK --run GROUND --corpora redewiedergabe,speeches --epochs 1
    python -m training.train --work WORK --run RUN [--start GROUND] [--epochs 10] [--seed 1] [--threads 2]

    python -m training.train --work WORK --run SMALL --teacher RUN --layers 3 --private 1

The first command is optional: it trains on the larger corpora that are annotated less alike, and the second
starts from its weights instead of the pretrained encoder's.  The third trains a small network on the corpora and on
what a larger one says about them; it begins as every so many layers of that one, with `--start` of that run.  With
`--heads` and `--inner` it begins with those that do most of what it begins with.

With `--shortest` and `--longest` each document is cut anew each epoch, into windows of a length between the two.

Started again with the same RUN it goes on from the last checkpoint (of the last whole epoch).  RUN/log.jsonl
has one line for every twenty steps: step, epoch, seconds, learning rate, pieces a second, and each loss.
"""

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from training.batches import Batch, Noise, Window, batches, collate, cut
from training.corpora import CORPORA, UNTAGGED
from training.encoder import read_wheel, wheel_path
from training.network import Network, Shape, chain_loss, means
from training.prepare import UNTOLD, example, hints_for, requoted

from sayso.tagger.embedding import Embedding
from sayso.tagger.findings import MEDIUMS, MODES, ROLES, STANCES
from sayso.tagger.network import LEVELS, POINTED, TAGS
from sayso.tagger.pieces import Segmenter
from sayso.tagger.windows import LIMIT, OVERLAP

WEIGHTS = {
    "tags": 4.0,
    "roles": 4.0,
    "pointers": 0.4,
    "mode": 0.4,
    "medium": 0.2,
    "stance": 0.8,
    "inside": 1.0,
    "early": 1.0,
    "distance": 0.1,
}
AVERAGED = 0.998  # the weights' running mean forgets as fast as this a step


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: everything that decides the outcome."""

    epochs: int = 10
    seed: int = 1
    rate: float = 8e-5
    head_rate: float = 1e-3
    decay: float = 0.95
    pieces: int = 1536
    hidden_pieces: float = 0.05
    requoted: float = 0.25
    jitter: float = 0.15
    dropout: float = 0.0
    layers: int = 10
    private: int = 2
    heads: int = 12
    inner: int = 1536
    corpora: str = "quotations"
    hints: int = 1
    start: str = ""
    teacher: str = ""
    shortest: int = LIMIT  # pieces of the shortest and the longest window
    longest: int = LIMIT

    def __post_init__(self) -> None:
        if not OVERLAP < self.shortest <= self.longest <= LIMIT:
            raise ValueError(
                f"windows of {self.shortest} to {self.longest} pieces: "
                f"choose --shortest and --longest so that {OVERLAP} < shortest <= longest <= {LIMIT}"
            )

    def window(self, chance: random.Random) -> int:
        """Return how many pieces the windows of one document show in one epoch."""
        return chance.randint(self.shortest, self.longest) if self.shortest < self.longest else self.longest


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says about a batch, as logits.

    `words` [words, levels * tags + modes], `early` [words, roles + modes]; for the contents, None without any:
    `roles` [their words, roles + 2 * pointed] and `kinds` [contents, modes + mediums + pointed + stances].
    """

    words: torch.Tensor
    early: torch.Tensor
    roles: torch.Tensor | None
    kinds: torch.Tensor | None


def answer(network: Network, table: torch.Tensor, batch: Batch) -> Answers:
    """Return what the network says about a batch."""
    branch, top = network.look(table[batch.ids], batch.hints, batch.lengths)
    real = batch.word >= 0
    words = int(batch.tags.shape[1])
    scores = means(network.tag_head(top[real]), batch.word[real], words)
    early = means(network.early_head(branch[real]), batch.word[real], words)
    if not batch.sizes:
        return Answers(scores, early, None, None)
    around = network.relate(branch[batch.places], batch.marks, batch.sizes)
    roles = means(network.role_head(around), batch.group, sum(batch.groups))
    return Answers(scores, early, roles, network.judge(around, batch.marks, batch.sizes))


def losses(network: Network, said: Answers, batch: Batch) -> dict[str, torch.Tensor]:
    """Return the losses of a batch by name, each a mean over words or contents."""
    found = {
        "tags": _tag_loss(network, said.words[:, : LEVELS * TAGS], batch) / batch.tags.shape[1],
        "inside": binary(said.words[:, LEVELS * TAGS :], batch.early[:, len(ROLES) :], batch.tagged[:, None]),
        "early": binary(said.early, batch.early, batch.tagged[:, None]),
    }
    if said.roles is not None and said.kinds is not None:
        found |= _role_losses(said.roles, said.kinds, batch)
    return found


def distance(student: Answers, teacher: Answers) -> torch.Tensor:
    """Return how far a student's logits lie from its teacher's: the sum of the mean squares."""
    gap = functional.mse_loss(student.words, teacher.words)
    for mine, theirs in ((student.roles, teacher.roles), (student.kinds, teacher.kinds)):
        if mine is not None and theirs is not None:
            gap = gap + functional.mse_loss(mine, theirs)
    return gap


def binary(scores: torch.Tensor, wanted: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """Return the mean cross entropy of yes-or-no answers, those with `counted` 0 left out of the sum."""
    return functional.binary_cross_entropy_with_logits(scores, wanted, counted.expand_as(scores))


def _tag_loss(network: Network, scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    pad = torch.nn.utils.rnn.pad_sequence
    rows = pad(list(scores.split(batch.counts)), batch_first=True).view(len(batch.counts), -1, LEVELS, TAGS)
    tags = pad(list(batch.tags.T.split(batch.counts)), batch_first=True)
    firsts = torch.tensor([0, *batch.counts[:-1]]).cumsum(0)
    lengths = (torch.tensor(batch.counts) * batch.tagged[firsts].long()).repeat(LEVELS)
    moves = network.transitions.repeat_interleave(len(batch.counts), 0)
    return chain_loss(torch.cat(rows.unbind(2)), torch.cat(tags.unbind(2)), lengths, moves)


def _role_losses(scores: torch.Tensor, kinds: torch.Tensor, batch: Batch) -> dict[str, torch.Tensor]:
    groups = torch.tensor(batch.groups)
    modes, mediums, nothing, stances = kinds.split([len(MODES), len(MEDIUMS), len(POINTED), len(STANCES)], 1)
    pointer = torch.zeros(())
    rows = scores[:, len(ROLES) :].split(batch.groups)
    padded = torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=-1e4)
    for number in range(len(POINTED)):
        for side in (0, 1):
            choices = torch.cat([nothing[:, number : number + 1], padded[:, :, 2 * number + side]], 1)
            pointer = pointer + mean_choice(choices, batch.pointers[:, number, side])
    return {
        "roles": binary(scores[:, : len(ROLES)], batch.roles, batch.told.repeat_interleave(groups, 0)),
        "pointers": pointer,
        "mode": mean_choice(modes, batch.kinds[:, 0]),
        "medium": mean_choice(mediums, batch.kinds[:, 1]),
        "stance": mean_choice(stances, batch.kinds[:, 2]),
    }


def mean_choice(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Return the mean cross entropy of choices, those `UNTOLD` counting as none."""
    return functional.cross_entropy(scores, wanted, ignore_index=UNTOLD, reduction="sum") / len(wanted)


def shape_of(plan: dict[str, Any]) -> Shape:
    """Return the shape of a plan's network."""
    return Shape(**{name: plan[name] for name in Shape.__slots__})


def load_run(run: Path, weights: str = "average") -> Network:
    """Return the network of a run's last checkpoint: its running mean (`average`) or its last step (`network`)."""
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    network = Network(read_wheel(wheel_path()), shape_of(vars_of(Plan()) | state["plan"]))
    network.load_state_dict(network.state_dict() | state[weights])  # a run of before there was a head lacks it
    return network.eval()


def thin(student: Network, teacher: Network) -> None:
    """Give a student every so many layers of its teacher, the topmost among them, and the rest as it is.

    One that has as many becomes what its teacher is.
    """
    kept = np.linspace(0, teacher.shape.layers - 1, student.shape.layers).round().astype(int).tolist()
    state = teacher.state_dict()
    mine = {name: value for name, value in state.items() if not name.startswith(("layers.", "role_layers."))}
    for own, theirs in enumerate(kept):
        prefix = f"layers.{theirs}."
        mine |= {f"layers.{own}.{n.removeprefix(prefix)}": v for n, v in state.items() if n.startswith(prefix)}
    skipped = teacher.shape.private - student.shape.private
    for own in range(student.shape.private):
        prefix = f"role_layers.{own + skipped}."
        mine |= {f"role_layers.{own}.{n.removeprefix(prefix)}": v for n, v in state.items() if n.startswith(prefix)}
    student.load_state_dict(mine)


def narrow(network: Network, shape: Shape, table: torch.Tensor, batch: Batch) -> Network:
    """Return a network whose layers have as many heads and inner units as a shape tells, those that do most.

    What a head or unit does is how much it adds to the sum that it is part of, on the mean of a batch's pieces.
    ValueError where the network has fewer than that.
    """
    have, wanted = (network.shape.heads, network.shape.inner), (shape.heads, shape.inner)
    if have[0] < wanted[0] or have[1] < wanted[1]:
        raise ValueError(
            f"what it begins with has {have[0]} heads and {have[1]} inner units, not {wanted[0]} and {wanted[1]}: "
            "give --heads and --inner that it has"
        )
    heard: dict[nn.Module, torch.Tensor] = {}

    def hear(linear: nn.Module, inputs: tuple[torch.Tensor, ...], _: torch.Tensor) -> None:
        heard[linear] = inputs[0].abs().mean(0)

    layers = [layer for part in (network.layers, network.role_layers) for layer in part]
    hooks = [linear.register_forward_hook(hear) for layer in layers for linear in (layer.out, layer.down)]
    with torch.no_grad():
        answer(network, table, batch)
    for hook in hooks:
        hook.remove()
    made = Network(
        read_wheel(wheel_path()), Shape(network.shape.layers, network.shape.private, shape.heads, shape.inner)
    )
    state = {name: value for name, value in network.state_dict().items() if "layers." not in name}
    for part in ("layers", "role_layers"):
        for number, layer in enumerate(getattr(network, part)):
            adds = [heard[linear] * linear.weight.detach().norm(dim=0) for linear in (layer.out, layer.down)]
            heads = adds[0].view(layer.heads, -1).sum(1).topk(shape.heads).indices.sort().values
            units = adds[1].topk(shape.inner).indices.sort().values
            kept = layer.narrowed(heads, units).state_dict()
            state |= {f"{part}.{number}.{name}": value for name, value in kept.items()}
    made.load_state_dict(state)
    return made


def optimiser(network: Network, plan: Plan) -> torch.optim.AdamW:
    """Return AdamW with a learning rate that falls from the top layer down, and a higher one for the heads."""
    groups = []
    taken = set()
    for number in range(plan.layers):
        modules = [network.layers[number]]
        if number >= network.branch:
            modules.append(network.role_layers[number - network.branch])
        for module in modules:
            rate = plan.rate * plan.decay ** (plan.layers - 1 - number)
            groups.append({"params": list(module.parameters()), "lr": rate, "weight_decay": 0.01})
            taken |= {id(parameter) for parameter in module.parameters()}
    ground = list(network.ground.parameters())
    groups.append({"params": ground, "lr": plan.rate * plan.decay**plan.layers, "weight_decay": 0.0})
    taken |= {id(parameter) for parameter in ground}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in taken]
    groups.append({"params": heads, "lr": plan.head_rate, "weight_decay": 0.01})
    for group in groups:
        group["peak"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def rate_at(step: int, steps: int) -> float:
    """Return the share of the peak learning rate at a step: up over the first 6 %, then down to 2 %."""
    rise = max(1, round(0.06 * steps))
    return step / rise if step < rise else max(0.02, 1 - (step - rise) / (steps - rise))


class Training:
    """One run: the network, its optimiser, and the order of the examples."""

    def __init__(self, plan: Plan, work: Path, run: Path) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.run = plan, run
        self.noise = Noise(plan.hidden_pieces, plan.jitter)
        run.mkdir(parents=True, exist_ok=True)
        embedding = Embedding(work / "embedding.q4")
        self.table = torch.from_numpy(embedding.rows(np.arange(len(embedding))))
        self.segmenter = Segmenter(work / "tokenizer.json")
        self.documents = [
            (document, name not in UNTAGGED) for name in plan.corpora.split(",") for document in CORPORA[name]()
        ]
        self.hints = cache(hints_for)
        self.network = Network(read_wheel(wheel_path()), shape_of(vars_of(plan)))
        sample = self._sample()
        with torch.inference_mode():
            self.network.fit_heads(*self.network.look(self.table[sample.ids], sample.hints, sample.lengths))
        self.teacher = load_run(Path(plan.teacher)) if plan.teacher else None
        first = load_run(Path(plan.start), "network") if plan.start else self.teacher
        if first is not None:
            thin(self.network, narrow(first, self.network.shape, self.table, sample))
        for layer in (*self.network.layers, *self.network.role_layers):
            layer.dropout = plan.dropout
        self.optimiser = optimiser(self.network, plan)
        self.step = self.epoch = 0
        self.seconds = 0.0
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}

    def _sample(self) -> Batch:
        """Return a batch of the first documents, to learn from it what the network is like before it is trained."""
        made = [window for document, _ in self.documents[:40] for window in cut(example(document, self.segmenter))]
        return collate(made, self.noise, random.Random(0), len(self.table) - 1)

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "seconds": self.seconds,
            "plan": vars_of(self.plan),
        }
        torch.save(state, self.run / "checkpoint.new")
        (self.run / "checkpoint.new").replace(self.run / "checkpoint.pt")

    def resume(self) -> bool:
        """Go on from the last checkpoint, if there is one.

        Its plan must be this one but for the number of epochs: with fewer, the learning rate falls faster to its
        end.  ValueError otherwise.
        """
        path = self.run / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        if vars_of(Plan()) | state["plan"] | {"epochs": self.plan.epochs} != vars_of(self.plan):
            raise ValueError(f"{path} was made by another plan: {state['plan']}")
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.epoch, self.seconds = state["step"], state["epoch"], state["seconds"]
        return True

    def epoch_batches(self, epoch: int) -> list[list[Window]]:
        """Return the batches of an epoch: the same for the same seed, whenever asked."""
        chance = random.Random(1000 * self.plan.seed + epoch)
        found = []
        for document, tagged in self.documents:
            text = requoted(document["text"], chance) if chance.random() < self.plan.requoted else document["text"]
            hints = self.hints(text) if self.plan.hints else ()
            made = example(document, self.segmenter, text, tagged=tagged, hints=hints)
            found += cut(made, self.plan.window(chance))
        return batches(found, self.plan.pieces, chance)

    def train(self, limit: int | None) -> None:
        """Train to the end of the plan, or for `limit` steps; checkpoint after every epoch."""
        per_epoch = len(self.epoch_batches(0))
        total = per_epoch * self.plan.epochs
        shown: Counter[str] = Counter()
        pieces, began = 0, time.monotonic()
        while self.epoch < self.plan.epochs:
            chance = random.Random(f"{self.plan.seed} {self.epoch}")
            for packed in self.epoch_batches(self.epoch):
                batch = collate(packed, self.noise, chance, len(self.table) - 1)
                shown.update(self.one_step(batch, total))
                pieces += len(batch.ids)
                if self.step % 20 == 0 or limit == self.step:
                    now = time.monotonic()
                    self.seconds += now - began
                    self.note(shown, pieces / (now - began))
                    shown.clear()
                    pieces, began = 0, now
                if limit == self.step:
                    return
            self.epoch += 1
            self.save()

    def one_step(self, batch: Batch, total: int) -> dict[str, float]:
        """Take one step; return the losses by name."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * rate_at(self.step, total)
        said = answer(self.network, self.table, batch)
        found = losses(self.network, said, batch)
        if self.teacher is not None:
            with torch.no_grad():
                shown = answer(self.teacher, self.table, batch)
            found["distance"] = distance(said, shown)
        loss = sum((WEIGHTS[name] * value for name, value in found.items()), torch.zeros(()))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        share = max(1 / self.step, 1 - AVERAGED)
        for name, value in self.network.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, share)
        return {name: value.item() for name, value in found.items()} | {"norm": norm.item()}

    def note(self, shown: Counter[str], speed: float) -> None:
        """Write one line to the log."""
        line = {
            "step": self.step,
            "epoch": self.epoch,
            "seconds": round(self.seconds),
            "pieces/s": round(speed),
            "rate": self.optimiser.param_groups[-1]["lr"],
            **{k: round(v / 20, 4) for k, v in shown.items()},
        }
        with (self.run / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def vars_of(plan: Plan) -> dict[str, Any]:
    """Return a plan's fields by name."""
    return {name: getattr(plan, name) for name in Plan.__slots__}


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, help="stop after so many steps (to try things out)")
    for name, value in vars_of(Plan()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    options = vars(parser.parse_args())
    torch.set_num_threads(options["threads"])
    plan = Plan(**{name: options[name] for name in Plan.__slots__})
    training = Training(plan, options["work"], options["run"])
    training.resume()
    training.train(options["steps"])


if __name__ == "__main__":
    main()

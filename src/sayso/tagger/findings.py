"""What the learned finder is told and what it gives, in plain terms: no numbers, no network."""

from dataclasses import dataclass
from typing import get_args

from sayso.model import Medium, Mode, Span, Stance

ROLES = ("speaker", "cue", "frame", "addressee")
MODES: tuple[Mode, ...] = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")
MEDIUMS: tuple[Medium, ...] = (
    "speech",
    "writing",
    "thought",
    "speech_writing",
    "speech_thought",
    "thought_writing",
    "unknown",
)
STANCES: tuple[Stance, ...] = get_args(Stance)
# What the rules can say about a word before the network looks: it begins a content or stands in one of that mode,
# in one inside another, in a role; it stands between quotation marks; it is a subjunctive (or may be one); it is a cue.
HINTS = (
    "begin",
    *MODES,
    "nested",
    *ROLES,
    "quoted",
    "subjunctive",
    "subjunctive_or_not",
    "cue_verb",
    "cue_noun",
    "cue_preposition",
)

Hint = tuple[str, Span]  # one of HINTS, and the words that it is about


@dataclass(frozen=True, slots=True)
class Tagged:
    """A statement as the network sees it: roles as spans of the text, empty where it names none.

    `level` is 0 for a content in the report's own text, 1 for one inside another content.  `confidence`, 0 to 1,
    is the mean over the content's words of the probability to be in one.  `stances` are the probabilities of
    `STANCES`, empty where the weights were not trained to tell them.  `doubted`: the network would rather not have it
    as a content; it wants another's word.  `alone`: the network is as sure of it as it must be where no rule found it.
    """

    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    frame: tuple[Span, ...]
    addressee: tuple[Span, ...]
    mode: Mode
    medium: Medium
    confidence: float
    level: int
    stances: tuple[float, ...] = ()
    doubted: bool = False
    alone: bool = True

"""Readings of made-up reports for ledgers of any size: stories of several reports each, told in changing words.

A story is a place and a thing in it; what is said of it are its facets, each of which is a claim, worded three ways.
Reports of some forty stories come in turns, each by one of forty outlets, one in twelve copying the one before.  The
same numbers give the same reports.  `Phrases` gives contents vectors out of those of their phrases, by the encoder
that ships, so that 100,000 contents need no more than some 2,000 to be encoded.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

import numpy as np

from sayso.claims.meaning import NO_SENSE, Encoder, Vectors
from sayso.model import Actor, Part, Place, Quantity, Reading, Report, Run, Span, Stance, Statement


def _words(listed: str, between: str | None = None) -> list[str]:
    return [word.strip() for word in listed.split(between)]


FIRST = _words(
    "Gas Öl Strom Wasser Eisenbahn Hafen Grenz Chemie Stahl Papier Zucker Fracht Militär Rüstungs Fisch Holz Ziegel "
    "Glas Kabel Solar Wind Kohle Salz Kali Zement Textil Getreide Molkerei"
)
SECOND = _words(
    "leitung brücke anlage halle werft fabrik station straße schleuse bahn mine raffinerie siedlung deponie"
)
SYLLABLES = (
    _words("Alt Neu Ober Unter Grün Stein Linden Eich Wald Burg Fels Tann Rosen Birken Silber Kirch Mühl Schön"),
    _words("bach berg dorf feld hausen heim kirchen stadt tal walde furt rode see brunn"),
)
# A state's code, its capital, the adjective without its ending.
STATES = [
    _words(state)
    for state in _words(
        "RU Moskau russisch;UA Kiew ukrainisch;DE Berlin deutsch;FR Paris französisch;PL Warschau polnisch;"
        "US Washington amerikanisch;CN Peking chinesisch;KR Seoul südkoreanisch;KP Pjöngjang nordkoreanisch;"
        "IR Teheran iranisch;IL Jerusalem israelisch;TR Ankara türkisch;AT Wien österreichisch;CH Bern schweizerisch;"
        "IT Rom italienisch;ES Madrid spanisch;SE Stockholm schwedisch;FI Helsinki finnisch;GE Tiflis georgisch;"
        "AM Eriwan armenisch;IN Neu-Delhi indisch;JP Tokio japanisch;EG Kairo ägyptisch;RS Belgrad serbisch;"
        "HU Budapest ungarisch",
        ";",
    )
]
GIVEN = _words("Ina Olaf Mona Karl Lea Boris Ewa Timo Vera Anton Nadja Piet Sara Emil Rosa Juri Mila Hugo Ada Leon")
FAMILY = _words(
    "Holm Behn Kern Lind Roth Sorg Adler Brand Celik Dorn Ehlers Falk Gruber Haas Iwanow Janssen Kolb Lutz Morel Novak "
    "Orlow Petrow Quandt Riedl Sommer Thal Urban Voss Weiss Zeller"
)
FACETS = (
    ("die {thing} bei {place} zerstört worden sei", "von der {thing} in {place} nichts mehr übrig sei",
     "{place} seine {thing} verloren habe"),
    ("in der {thing} von {place} {n} Menschen verletzt worden seien", "{n} Verletzte aus der {thing} bei {place} "
     "geborgen worden seien", "es in {place} bei der {thing} {n} Verletzte gebe"),
    ("Soldaten die {thing} bei {place} besetzt hätten", "die {thing} in {place} von Truppen eingenommen worden sei",
     "{place} und die {thing} unter der Kontrolle der Armee stünden"),
    ("eine Drohne die {thing} bei {place} getroffen habe", "der Brand der {thing} in {place} von einer Drohne komme",
     "Drohnen {place} angegriffen und die {thing} beschädigt hätten"),
    ("die {thing} in {place} an einen Konzern verkauft werde", "ein Konzern die {thing} bei {place} übernehme",
     "der Verkauf der {thing} von {place} beschlossen sei"),
    ("aus der {thing} bei {place} Gift in den Fluss gelange", "der Fluss unterhalb der {thing} von {place} vergiftet "
     "sei", "die {thing} {place} mit Abwasser belaste"),
    ("die {thing} in {place} {n} Millionen Euro koste", "für die {thing} bei {place} {n} Millionen Euro fehlten",
     "der Bau der {thing} von {place} auf {n} Millionen Euro komme"),
    ("die Wartung der {thing} in {place} jahrelang unterblieben sei", "niemand die {thing} bei {place} geprüft habe",
     "Prüfberichte über die {thing} von {place} gefälscht seien"),
    ("die {thing} bei {place} im Herbst wieder in Betrieb gehe", "der Betrieb der {thing} in {place} im Herbst beginne",
     "{place} die {thing} im Herbst wieder nutzen könne"),
    ("die Arbeiter der {thing} in {place} streikten", "in der {thing} bei {place} die Arbeit niedergelegt worden sei",
     "ein Streik die {thing} von {place} lahmlege"),
)  # fmt: skip
# Cue before the content and behind it, and what is done with it.
SAYING: tuple[tuple[str, str, Stance], ...] = (
    ("teilte mit, dass", "", "asserts"), ("erklärte, dass", "", "asserts"), ("sagte, dass", "", "asserts"),
    ("berichtete, dass", "", "asserts"), ("bestätigte, dass", "", "confirms"), ("räumte ein, dass", "", "confirms"),
    ("bestritt, dass", "", "denies"), ("wies zurück, dass", "", "denies"), ("warf anderen vor, dass", "", "alleges"),
    ("wollte nicht bestätigen, dass", "", "withholds"), ("kündigte an, dass", "", "announces"),
)  # fmt: skip
FILLER = (
    "In {place} maß der Wetterdienst am Morgen {n} Grad.", "Der Zug nach {other} hatte {n} Minuten Verspätung.",
    "Vor dem Rathaus von {place} warteten {n} Menschen.", "Eine Sitzung in {other} dauerte bis {n} Uhr.",
    "Auf dem Markt von {other} standen {n} Stände.", "Nach {place} fahren täglich {n} Busse.",
)  # fmt: skip
RUN = Run("bench", "ledger_reports")
_OPEN = 40  # stories told at one time
_OUTLETS = 40
_COPIES = 12  # one report in so many is a copy


class Story(NamedTuple):
    """What reports tell of: a thing in a place, the states that speak of it, and the numbers that are given."""

    number: int
    thing: str
    place: str
    states: tuple[list[str], ...]
    figures: tuple[int, ...]
    begins: date


class Told(NamedTuple):
    """A reading and, by statement, the claim that it belongs to: number of the story, then of the facet.

    `copy`: its text is that of the report before.
    """

    reading: Reading
    claims: dict[str, tuple[int, int]]
    copy: bool = False


class Phrases:
    """An encoder of contents that are made here: mixed of the vectors of facet and thing with place, and some noise.

    The noise is the same for the same text.  Other texts are encoded as they are.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self._parts: dict[str, tuple[str, str]] = {}

    def learn(self, content: str, facet: str, thing: str, place: str) -> None:
        """Remember what a content is made of."""
        self._parts[content] = (facet.format(thing="Anlage", place="Neustadt", n=20), f"die {thing} in {place}")

    def encode_contents(self, title: str | None, text: str, contents: Sequence[Sequence[Span]]) -> Vectors:  # noqa: ARG002
        """See `Encoder`; nothing is known of what contents made here say in their reports."""
        return np.tile(NO_SENSE, (len(contents), 1))

    def encode(self, texts: list[str]) -> Vectors:
        """See `Encoder`."""
        mixed = {text: self._parts.get(text.removeprefix("query: ")) for text in texts}
        self._load([phrase for text, parts in mixed.items() for phrase in (parts or (text,))])
        rows = []
        for text in texts:
            parts = mixed[text]
            if parts is None:
                rows.append(self._known[text])
                continue
            chance = np.random.default_rng(zlib.crc32(text.encode()))
            one, other = (self._known[phrase] for phrase in parts)
            row = 0.6 * one + 0.4 * other + chance.normal(size=len(one)) * 0.15 / np.sqrt(len(one))
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, np.float32).reshape(len(texts), -1)

    def _load(self, phrases: Sequence[str]) -> None:
        new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._known]
        asked = [phrase if phrase.startswith("query: ") else f"query: {phrase}" for phrase in new]
        for start in range(0, len(new), 32):
            vectors = self._encoder.encode(asked[start : start + 32])
            self._known.update(zip(new[start : start + 32], vectors, strict=True))


@dataclass(slots=True)
class _Draft:
    """A report being written: its text so far and what stands where."""

    text: str
    statements: list[Statement]
    claims: dict[str, tuple[int, int]]
    actors: dict[tuple[str, str], Actor]
    places: list[Place]
    quantities: list[Quantity]
    starts: list[int]

    def put(self, words: str) -> Span:
        """Add words; return where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def reports(phrases: Phrases, seed: int = 1) -> Iterator[Told]:
    """Yield readings without end, the reports of some stories in turns."""
    chance = np.random.default_rng(seed)
    told = [_opened(seed, number, chance) for number in range(_OPEN)]
    stories, number = _OPEN, 0
    before: Told | None = None
    while True:
        at = int(chance.integers(_OPEN))
        story, left = told[at]
        number += 1
        if before is not None and chance.integers(_COPIES) == 0:
            yield _copy(before, f"{seed}-{number}")
            continue
        before = _write(story, f"{seed}-{number}", chance, phrases)
        yield before
        told[at] = (story, left - 1)
        if left == 1:
            told[at] = _opened(seed, stories, chance)
            stories += 1


def later_reports(phrases: Phrases, seed: int, run: int) -> Iterator[Told]:
    """Yield more reports of the first stories of a seed, without end; `run` makes them other ones."""
    begin = np.random.default_rng(seed)
    stories = [_opened(seed, number, begin)[0] for number in range(_OPEN)]
    chance = np.random.default_rng(run)
    for number in count(1):
        yield _write(stories[int(chance.integers(_OPEN))], f"{seed}-{run}-{number}", chance, phrases)


def _opened(seed: int, number: int, chance: np.random.Generator) -> tuple[Story, int]:
    """Return a story and how many reports it has, by chance."""
    return _story(seed, number, chance), int(chance.integers(3, 10))


def _story(seed: int, number: int, chance: np.random.Generator) -> Story:
    first, second = (str(chance.choice(words)) for words in (FIRST, SECOND))
    place = "".join(str(chance.choice(part)) for part in SYLLABLES)
    states = tuple(STATES[at] for at in chance.choice(len(STATES), size=3, replace=False))
    figures = tuple(int(n) for n in chance.integers(3, 900, size=len(FACETS)))
    begins = date(2015, 1, 1) + timedelta(days=int(chance.integers(3650)))
    return Story(seed * 10**6 + number, first + second, place, states, figures, begins)


def _write(story: Story, name: str, chance: np.random.Generator, phrases: Phrases) -> Told:
    """Return a report of a story, with twelve statements more or less in paragraphs of three."""
    title = f"{story.place}: Streit um die {story.thing}"
    draft = _Draft(f"{title}\n\n", [], {}, {}, [], [], [])
    for paragraph in range(4):
        draft.starts.append(len(draft.text))
        other = "".join(str(chance.choice(part)) for part in SYLLABLES)
        filler = str(chance.choice(FILLER)).format(place=story.place, other=other, n=int(chance.integers(2, 60)))
        draft.put(f"{filler} Meldung {name}, Absatz {paragraph}.")
        for _ in range(int(chance.integers(2, 5))):
            _say(draft, story, chance, phrases)
        draft.put("\n\n")
    ends = [*draft.starts[1:], len(draft.text)]
    parts = [Part("headline", Span(0, len(title)))]
    parts += [Part("paragraph", Span(a, b - 2)) for a, b in zip(draft.starts, ends, strict=True)]
    day = story.begins + timedelta(days=int(chance.integers(20)))
    report = Report(
        id=f"made-{name}", text=draft.text, parts=tuple(parts), language="de", title=title,
        outlet=f"Blatt {int(chance.integers(_OUTLETS))}", url=f"https://bote.example/{name}",
        published=day.isoformat(), published_from="given",
    )  # fmt: skip
    reading = Reading(
        report, tuple(draft.statements), tuple(draft.actors.values()), (), tuple(draft.quantities),
        tuple(draft.places), RUN,
    )  # fmt: skip
    return Told(reading, draft.claims)


def _say(draft: _Draft, story: Story, chance: np.random.Generator, phrases: Phrases) -> None:
    """Add one sentence in which somebody takes a position on a facet of the story."""
    facet = int(chance.integers(len(FACETS)))
    figure = story.figures[facet] + int(chance.integers(3)) * 10
    worded = str(chance.choice(FACETS[facet]))
    content = worded.format(thing=story.thing, place=story.place, n=figure)
    phrases.learn(content, FACETS[facet][0], story.thing, story.place)
    before, _, stance = SAYING[int(chance.integers(len(SAYING)))]
    actor, words = _speaker(draft, story, chance)
    draft.put(" ")
    start = len(draft.text)
    speaker = draft.put(words)
    draft.put(" ")
    cue = draft.put(before.removesuffix(", dass"))
    draft.put(", dass ")
    held = draft.put(content)
    draft.put(".")
    id = f"s{len(draft.statements) + 1}"
    draft.actors[actor] = replace(draft.actors[actor], mentions=(*draft.actors[actor].mentions, speaker))
    _note_names(draft, story, content, held, figure)
    draft.claims[id] = (story.number, facet)
    draft.statements.append(
        Statement(
            id=id, mode="indirect", medium="speech_writing", content=(held,), speaker=(speaker,), cue=(cue,),
            frame=(Span(start, len(draft.text) - 1),), addressee=(), stance=stance, found_by="bench", confidence=0.9,
            actors=(draft.actors[actor].id,),
        )
    )  # fmt: skip


def _note_names(draft: _Draft, story: Story, content: str, held: Span, figure: int) -> None:
    at = held.start + content.index(story.place)
    draft.places.append(Place(Span(at, at + len(story.place)), story.place, story.states[0][0]))
    if str(figure) in content:
        at = held.start + content.index(str(figure))
        draft.quantities.append(Quantity(Span(at, at + len(str(figure))), float(figure), "exactly"))


def _speaker(draft: _Draft, story: Story, chance: np.random.Generator) -> tuple[tuple[str, str], str]:
    """Return who speaks, by party and name, and the words for it; one of two speakers of each state in a story."""
    code, capital, adjective = story.states[int(chance.integers(len(story.states)))]
    own = np.random.default_rng(story.number * 100 + ord(code[0]) + ord(code[1]) + int(chance.integers(2)))
    person = f"{own.choice(GIVEN)} {own.choice(FAMILY)}"
    name, words = (
        (f"Außenministerium ({capital})", f"Das {adjective}e Außenministerium"),
        (f"Regierung ({capital})", f"Die Regierung in {capital}"),
        (person, f"Regierungssprecher {person} in {capital}"),
    )[int(own.integers(3))]
    key = (code, name)
    if key not in draft.actors:
        draft.actors[key] = Actor(f"a{len(draft.actors) + 1}", name, "organization", code, ())
    return key, words


def _copy(told: Told, name: str) -> Told:
    """Return a report with the text of another, in another paper under another title."""
    report = told.reading.report
    title = "+" * (len(name) % 3 + 1) + (report.title or "")[len(name) % 3 + 1 :]
    text = title + report.text[len(title) :]
    changed = replace(
        report, id=f"made-{name}", text=text, title=title, url=f"https://kurier.example/{name}",
        outlet=f"Kurier {len(report.text) % _OUTLETS}",
    )  # fmt: skip
    return Told(replace(told.reading, report=changed), told.claims, copy=True)

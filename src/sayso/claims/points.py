"""What the room of claims needs to know of one statement, read from its reading: its point."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.claims.polarity import is_lawful, is_negated
from sayso.claims.vocabulary import Vocabulary, vocabulary
from sayso.language.places import state_of
from sayso.language.verbs import verb_forms as find_forms
from sayso.model import Actor, Mode, Quantity, Reading, Span, Stance, Statement

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_QUOTES = re.compile(r"[„“”\"»«]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FACTS = frozenset({"asserts", "alleges", "confirms", "denies", "withholds"})
_HEADINGS = frozenset({"kicker", "headline", "standfirst", "crosshead"})
_SHORTEST = 3  # letters of a content word, abbreviations and numbers apart
_FEWEST = 2  # content words without which nothing is claimed
_WORDS_OF_REFERENCE = 5  # content words that a mere reference has at most


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an actor of the reading, and the party that it speaks for."""

    party: str | None
    actor: str
    name: str

    @property
    def key(self) -> str:
        """What tells voices apart: the party, else the actor's name."""
        return self.party or " ".join(self.name.casefold().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Point:
    """One statement as claims see it.

    `text` is the content's words, without the frame where that is a part of it.  `words` are its content words as
    they stand, parts of hyphenated compounds one by one; `states` the codes of states that it names.  `side` is where
    its speaker stands towards the content without its negation: 1 for, -1 against, 0 takes no side though asked,
    None where the stance is towards no fact. `said` is the day it was said, else of publication, as `day_named`
    tells; `earlier`: it was so before that day. `anaphoric`: the content only refers to another; `of` are the
    states whose words it refers to.  `slight`: too empty to be a claim alone.  `paragraph` counts line breaks
    before it, `start` code points.  `lawful`: it says that a law or treaty is kept, False that it is broken, None
    that it speaks of neither.  `further`: its frame tells that it comes on top of what was said
    (`zugleich`).  `heading`: it stands in a headline or a crosshead.  `uncorrected`: the same content as read before a
    person corrected the rest.
    """

    report: str
    statement: str
    start: int
    paragraph: int
    language: str
    published: str | None
    said: str | None
    day_named: bool
    earlier: bool
    stance: Stance
    side: int | None
    negated: bool
    first: bool
    mode: Mode
    confidence: float
    voices: tuple[Voice, ...]
    text: str
    words: tuple[str, ...]
    states: frozenset[str]
    quantities: tuple[Quantity, ...]
    anaphoric: bool
    of: frozenset[str]
    slight: bool
    lawful: bool | None = None
    further: bool = False
    heading: bool = False
    uncorrected: "Point | None" = None

    @property
    def parties(self) -> frozenset[str]:
        """The keys of all voices."""
        return frozenset(voice.key for voice in self.voices)


def read_points(reading: Reading) -> tuple[Point, ...]:
    """Return the points of a report in the order of its text.

    A statement within another by the same speakers, or by nobody named, is counted with that one and has none; so has
    one that only tells of somebody's position, which is counted as that one's.
    """
    known = vocabulary(reading.report.language)
    actors = {actor.id: actor for actor in reading.actors}
    counted = counted_in(reading)
    points = [_point(reading, statement, actors, known) for statement in reading.statements if statement.id in counted]
    return _carry_days(sorted(points, key=lambda point: (point.start, point.statement)))


def counted_in(reading: Reading) -> frozenset[str]:
    """Return the ids of the statements that have points: all but those told within others and those that tell such."""
    by_id = {statement.id: statement for statement in reading.statements}
    whole = {one.id for one in reading.statements if _is_whole(one, by_id)}
    within = {one.id for one in reading.statements if one.id not in whole and _told_within(one, by_id)}
    telling = {by_id[id].parent for id in whole}
    return frozenset(by_id.keys() - within - telling)


def read_narration(reading: Reading) -> tuple[Point, ...]:
    """Return what the report says in its own voice, clause by clause: points without a voice, in its order."""
    known = vocabulary(reading.report.language)
    told = (
        Statement(
            id=f"n{number}", mode="reported", medium="writing", content=(span,), speaker=(), cue=(), frame=(),
            addressee=(), stance="asserts", found_by="narration", confidence=1.0,
        )
        for number, span in enumerate(reading.narration, 1)
    )  # fmt: skip
    return tuple(_point(reading, statement, {}, known) for statement in told)


def contents_of(reading: Reading) -> dict[str, tuple[Span, ...]]:
    """Return where the contents of a reading's statements and narration stand, by the ids that their points have."""
    told = {f"n{number}": (span,) for number, span in enumerate(reading.narration, 1)}
    return told | {statement.id: statement.content for statement in reading.statements}


def content_words(text: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the words of a text that carry content, in order, compounds with hyphens in parts."""
    return tuple(
        part
        for word in _WORD.findall(text)
        for part in re.split(r"[-'’]", word)
        if part.lower() not in known.function_words and (len(part) >= _SHORTEST or part.isupper() or part.isdigit())
    )


def is_reference(text: str, known: Vocabulary) -> bool:
    """Tell whether a content only refers to what was said: `die Vorwürfe der Ukraine`, `dies`, `eine Fälschung`."""
    plain = _QUOTES.sub("", text).strip(" .,!?–-")
    words = content_words(plain, known)
    stems = [known.stem(word) for word in words]
    own = [stem for stem in stems if stem not in known.qualifiers]
    if not own:
        return True
    naming = [at for at, stem in enumerate(stems) if stem in known.references or stem in known.dismissals]
    if not naming or len(words) > _WORDS_OF_REFERENCE:
        return False
    small = re.findall(r"[^\W_]+|,", plain.lower())
    later = small[small.index(words[naming[0]].lower()) + 1 :] if words[naming[0]].lower() in small else []
    if set(later) & known.with_content:
        return False
    before = [stem for stem in stems[: naming[0]] if stem not in known.qualifiers]
    return len(before) <= 1


def states_in(words: Iterable[str], language: str) -> frozenset[str]:
    """Return the codes of the states that words name, or are adjectives, inhabitants or capitals of."""
    return frozenset(code for word in words if (code := state_of(word, language=language)) is not None)


def _carry_days(points: Sequence[Point]) -> tuple[Point, ...]:
    """Give what a voice goes on to say within a paragraph the day that its statement before was said."""
    dated: list[Point] = []
    for point in points:
        before = dated[-1] if dated else None
        if (
            before is not None
            and before.day_named
            and not point.day_named
            and before.paragraph == point.paragraph
            and before.parties & point.parties
        ):
            point = replace(point, said=before.said, day_named=True, earlier=False)  # noqa: PLW2901
        dated.append(point)
    return tuple(dated)


def published_on(reading: Reading) -> str | None:
    """Return the day of publication, else the one in the report's dateline, else what is known of it."""
    known = reading.report.published
    if known is not None and _DAY.fullmatch(known):
        return known
    lines = [part.span for part in reading.report.parts if part.kind == "dateline"]
    days = (time.value for time in reading.times if _DAY.fullmatch(time.value) and _overlaps(time.span, lines))
    return next(days, known)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


# --- one statement -------------------------------------------------------------------------------------------------


def _point(reading: Reading, statement: Statement, actors: dict[str, Actor], known: Vocabulary) -> Point:
    report, published = reading.report, published_on(reading)
    text = _told(report.text, statement, known)
    words = content_words(text, known)
    anaphoric = not text or is_reference(text, known) or _defers(report.text, statement, known)
    states = states_in(words, known.language) | frozenset(
        place.country for place in reading.places if place.country and _within(place.span, statement.content)
    )
    said = statement.said.value if statement.said is not None else None
    start = min((span.start for span in statement.content or statement.speaker or statement.cue), default=0)
    negated = is_negated(text, known)
    return Point(
        report=report.id,
        statement=statement.id,
        start=start,
        paragraph=report.text.count("\n", 0, start),
        language=known.language,
        published=published,
        said=said or published,
        day_named=said is not None,
        earlier=said is None and _before_publication(report.text, statement, known),
        stance=statement.stance,
        side=_side(statement, text, negated, anaphoric, known),
        negated=negated and not anaphoric,
        first=statement.first,
        mode=statement.mode,
        confidence=statement.confidence,
        voices=tuple(Voice(actors[id].party, id, actors[id].name) for id in statement.actors if id in actors),
        text=text,
        words=words,
        states=frozenset() if anaphoric else states,
        quantities=tuple(q for q in reading.quantities if _within(q.span, statement.content)),
        anaphoric=anaphoric,
        of=states if anaphoric else frozenset(),
        slight=len(words) < _FEWEST or text.rstrip('“”"»« ').endswith("?"),
        lawful=is_lawful(text, known),
        further=any(known.adding_phrases.search(part) for part in _parts(report.text, statement.frame)),
        heading=any(part.kind in _HEADINGS and part.span.start <= start < part.span.end for part in report.parts),
    )


def _defers(text: str, statement: Statement, known: Vocabulary) -> bool:
    """Tell whether somebody only says whom to ask: `verwies auf das Ministerium`, which is of what was asked."""
    told = _parts(text, (*statement.cue, *statement.content)) if statement.stance == "withholds" else ()
    return statement.mode == "reported" and any(known.deferring_phrases.search(part) for part in told)


def _parts(text: str, spans: Iterable[Span]) -> Iterator[str]:
    return (text[span.start : span.end].lower() for span in spans)


def _told(text: str, statement: Statement, known: Vocabulary) -> str:
    """Return the words of a content, without a word that only refers to the rest: `… bestritt das`.

    Of a sentence told as a whole (`Sie nannte das eine Lüge`) what is said in it.
    """
    pieces = [text[span.start : span.end] for span in statement.content]
    if statement.mode == "reported" and len(pieces) > 1 and is_reference(pieces[-1], known):
        pieces.pop()
    whole = " ".join(pieces)
    spoken = statement.speaker[0] if len(statement.speaker) == len(statement.content) == 1 else None
    if statement.mode != "reported" or spoken is None or statement.content[0].start != spoken.start:
        return whole
    rest = text[spoken.end : statement.content[0].end].strip()
    verb = _WORD.match(rest)
    if verb is None or known.language != "de" or not any(form.kind == "finite" for form in find_forms(verb[0])):
        return whole
    return rest[verb.end() :].strip() or whole


def _told_within(statement: Statement, by_id: dict[str, Statement]) -> bool:
    """Tell whether a statement is a part of one that counts already."""
    parent = by_id.get(statement.parent) if statement.parent else None
    return parent is not None and (not statement.actors or set(statement.actors) <= set(parent.actors))


def _is_whole(statement: Statement, by_id: dict[str, Statement]) -> bool:
    """Tell whether a statement within another is all that it tells: `X sagte, das Amt könne das nicht bestätigen`."""
    parent = by_id.get(statement.parent) if statement.parent else None
    if parent is None or statement.stance not in ("confirms", "denies", "withholds") or not statement.speaker:
        return False
    speaker = statement.speaker[0]
    return parent.content[0].start == speaker.start and any(cue.start == speaker.end + 1 for cue in statement.cue)


def _within(span: Span, content: tuple[Span, ...]) -> bool:
    return any(part.start <= span.start < part.end for part in content)


def _side(statement: Statement, text: str, negated: bool, anaphoric: bool, known: Vocabulary) -> int | None:
    """Return where the speaker stands towards the content as it would read without its negation."""
    if statement.stance == "withholds":
        return 0
    if anaphoric and _dismisses(text, known) and statement.stance in _FACTS | {"evaluates"}:
        return -1
    if statement.stance not in _FACTS:
        return None
    if statement.stance == "denies":
        return 1 if negated and not anaphoric and _depends(text, known) else -1
    return -1 if negated else 1


def _dismisses(text: str, known: Vocabulary) -> bool:
    return any(known.stem(word) in known.dismissals for word in content_words(text, known))


def _depends(text: str, known: Vocabulary) -> bool:
    """Tell whether a content is a clause that its frame governs; a main clause is the denier's own wording."""
    opening = next(iter(_WORD.findall(_QUOTES.sub("", text))), "").lower()
    return opening in known.complementizers


def _before_publication(text: str, statement: Statement, known: Vocabulary) -> bool:
    """Tell whether the cue is in the pluperfect: `hatten bislang weder bestätigt noch dementiert`."""
    words = list(_cue_words(text, statement))
    return len(words) > 1 and bool(known.pluperfect & set(words))


def _cue_words(text: str, statement: Statement) -> Iterator[str]:
    for part in _parts(text, statement.cue):
        yield from _WORD.findall(part)

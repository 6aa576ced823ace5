"""What a report says in its own voice, cited by the claims that say the same: it is no party's position."""

from collections.abc import Sequence

from sayso.claims.known import KnownClaims, few
from sayso.claims.likeness import Neighbourhood, load_weights
from sayso.claims.meaning import Encoder, Meant, WordVectors, mean
from sayso.claims.points import read_narration
from sayso.model import Narrated, Reading

# Log odds, the mean and the best over a claim's statements, above which a passage says what the claim says.
_SAYS_SO = 0.0
_NEAREST = 4  # claims asked for
_MEMBERS = 6  # statements of each that a passage is compared with


def cite_narration(reading: Reading, known: KnownClaims, encoder: Encoder, vectors: WordVectors) -> frozenset[str]:
    """Cite a report's own assertions in the claims that are nearest to them; return the claims' ids.

    A passage makes no claim, and what is too empty or denies is cited by none.
    """
    points = [point for point in read_narration(reading) if not (point.slight or point.anaphoric or point.negated)]
    spans = {f"n{number}": span for number, span in enumerate(reading.narration, 1)}
    told = mean(points, reading, encoder, vectors)
    near = {
        claim: few(known.placed(claim).meant, _MEMBERS) for one in told for claim in known.near(one.vector, _NEAREST)
    }
    # What all pairs add to one another was learned of statements alone.
    weights = load_weights()._replace(triangles=None)
    neighbourhood = Neighbourhood((*told, *(other for meant in near.values() for other in meant)), weights)
    cited = set()
    for one in told:
        odds, claim = max(
            ((_odds(one, near[claim], neighbourhood), claim) for claim in known.near(one.vector, _NEAREST)),
            default=(_SAYS_SO - 1, ""),
        )
        if odds >= _SAYS_SO:
            known.cite(claim, Narrated(one.point.report, spans[one.point.statement]))
            cited.add(claim)
    return frozenset(cited)


def _odds(one: Meant, meant: Sequence[Meant], neighbourhood: Neighbourhood) -> float:
    scores = [neighbourhood.likeness(one, other) for other in meant if not other.point.anaphoric]
    return (sum(scores) / len(scores) + max(scores)) / 2 if scores else _SAYS_SO - 1

"""The examples in the OpenAPI description; a test holds each of them against its shape."""

from typing import Any

_TEXT = "Berlin (dpa) – Das Ministerium hat den Kauf am Montag bestätigt."

REPORT_EXAMPLES: dict[str, Any] = {
    "report": {
        "summary": "A report as plain text",
        "value": {"text": _TEXT, "published": "2025-04-28", "outlet": "Hafenpost", "id": "hp-1"},
    }
}
HEAD_EXAMPLE: dict[str, Any] = {
    "id": "6a1f0b2c3d4e5f607182",
    "given_id": "hp-1",
    "title": None,
    "outlet": "Hafenpost",
    "url": None,
    "language": "de",
    "published": "2025-04-28",
    "version": 1,
    "read_at": "2025-04-28T18:00:00.000000+00:00",
}
_ROLES: dict[str, Any] = {
    "mode": "reported",
    "medium": "speech_writing",
    "content": {"spans": [[35, 43]], "text": "den Kauf"},
    "speaker": {"spans": [[15, 30]], "text": "Das Ministerium", "actors": ["a1"]},
    "cue": {"spans": [[31, 34], [54, 63]], "text": "hat … bestätigt"},
    "frame": None,
    "addressee": None,
    "stance": "confirms",
    "polarity": None,
    "said": {"value": "2025-04-28", "span": [47, 53]},
    "first": False,
    "parent": None,
    "via": [],
    "confidence": 0.93,
    "found_by": "reported.object",
}
READING_EXAMPLE: dict[str, Any] = {
    "schema": "sayso.reading/1",
    "id": "hp-1",
    "report": {
        "id": "6a1f0b2c3d4e5f607182",
        "language": "de",
        "title": None,
        "authors": [],
        "outlet": "Hafenpost",
        "url": None,
        "published": "2025-04-28",
        "published_from": "given",
        "agencies": ["dpa"],
        "text": _TEXT,
        "parts": [{"kind": "dateline", "start": 0, "end": 14}, {"kind": "paragraph", "start": 15, "end": 64}],
    },
    "statements": [{"id": "s1", **_ROLES}],
    "actors": [
        {
            "id": "a1",
            "name": "Ministerium",
            "kind": "organization",
            "party": "DE",
            "wikidata": None,
            "mentions": [[15, 30]],
        }
    ],
    "times": [{"start": 47, "end": 53, "text": "Montag", "type": "DATE", "value": "2025-04-28"}],
    "quantities": [],
    "places": [{"start": 0, "end": 6, "name": "Berlin", "country": "DE"}],
    "evidence": [],
    "narration": [],
    "limits": [],
    "run": {"version": "0.1.0", "knowledge": "0123456789abcdef"},
}
_TOLD: dict[str, Any] = {"id": "s1", **_ROLES, "report": "hp-1", "published": "2025-04-28", "outlet": "Hafenpost"}
HIT_EXAMPLE: dict[str, Any] = {**_TOLD, "claim": "c0123456789ab"}
CLAIM_EXAMPLE: dict[str, Any] = {
    "schema": "sayso.claim/1",
    "id": "c0123456789ab",
    "wording": "den Kauf",
    "standing": "confirmed",
    "reports": 2,
    "independent_sources": 1,
    "first_reported": "2025-04-21",
    "last_change": "2025-04-28",
    "family": None,
    "origins": [{"reports": ["hp-1", "nl-7"], "reason": "one dpa text"}],
    "positions": [
        {
            "party": "DE",
            "actor": "a1",
            "actor_name": "Ministerium",
            "stance": "confirms",
            "since": "2025-04-28",
            "until": None,
            "first": False,
            "statements": ["hp-1/s1", "nl-7/s1"],
        }
    ],
    "figures": [],
    "narrated": [],
}
FULL_CLAIM_EXAMPLE: dict[str, Any] = {**CLAIM_EXAMPLE, "statements": [{**_TOLD, "on_claim": "confirms"}]}
CHANGE_EXAMPLE: dict[str, Any] = {
    "claim": "c0123456789ab",
    "wording": "den Kauf",
    "party": "DE",
    "actor_name": "Ministerium",
    "from": "withholds",
    "to": "confirms",
    "on": "2025-04-28",
    "report": "hp-1",
    "statement": "hp-1/s1",
    "outlet": "Hafenpost",
    "url": None,
}
RULING_EXAMPLE: dict[str, Any] = {
    "number": 7,
    "kind": "correct",
    "made_by": "desk",
    "made_at": "2025-04-28T18:00:00+00:00",
    "note": "heard it myself",
    "claim": None,
    "other": None,
    "report": "hp-1",
    "statement": "s1",
    "content": [{"start": 35, "end": 43}],
    "cue": [{"start": 31, "end": 34}, {"start": 54, "end": 63}],
    "amendment": {"speaker": None, "party": None, "stance": "denies", "said": None, "content": None},
    "undoes": None,
    "holds": True,
}
RULING_EXAMPLES: dict[str, Any] = {
    "correct": {
        "summary": "A statement has another stance",
        "value": {
            "kind": "correct",
            "report": "hp-1",
            "statement": "s1",
            "stance": "denies",
            "note": "heard it myself",
        },
    },
    "accept": {
        "summary": "A statement is right",
        "value": {"kind": "accept", "report": "hp-1", "statement": "s1"},
    },
    "reject": {
        "summary": "Nobody makes a statement",
        "value": {"kind": "reject", "report": "hp-1", "statement": "s1"},
    },
    "merge": {
        "summary": "Claims are one",
        "value": {"kind": "merge", "claims": ["c0123456789ab", "cba9876543210"]},
    },
    "split": {
        "summary": "A statement belongs to another claim",
        "value": {"kind": "split", "claim": "c0123456789ab", "statements": ["hp-1/s1"]},
    },
    "undo": {"summary": "A correction holds no more", "value": {"kind": "undo", "number": 7}},
}
ERROR_EXAMPLE: dict[str, Any] = {
    "error": {"code": "not_found", "message": "the ledger sayso.db has no report with the id 'x'.", "field": "id"}
}

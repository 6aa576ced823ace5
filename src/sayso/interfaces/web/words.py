"""The words in which the pages name what the nouns call by a code; each is a message of the catalogues."""

from sayso.interfaces.text_view import SIGNS

STANCES = {
    "asserts": "asserts",
    "confirms": "confirms",
    "denies": "denies",
    "withholds": "leaves open",
    "alleges": "accuses",
    "demands": "demands",
    "announces": "announces",
    "evaluates": "evaluates",
}
STANDINGS = {
    "asserted": "asserted",
    "confirmed": "confirmed",
    "contested": "contested",
    "denied": "denied",
    "alleged": "alleged",
    "unanswered": "unanswered",
}
MODES = {
    "direct": "direct speech",
    "indirect": "indirect speech",
    "reported": "in the reporter's words",
    "free_indirect": "free indirect speech",
    "indirect_free_indirect": "indirect speech carried on",
}
MEDIA = {
    "speech": "spoken",
    "writing": "written",
    "thought": "thought",
    "speech_writing": "spoken or written",
    "speech_thought": "spoken or thought",
    "thought_writing": "thought or written",
    "unknown": "unknown",
}
POLARITIES = {"positive": "positive", "negative": "negative"}
BOUNDS = {
    "exactly": "",
    "about": "about",
    "more_than": "more than",
    "at_least": "at least",
    "less_than": "less than",
    "at_most": "at most",
    "up_to": "up to",
}
PARTS = {
    "kicker": "kicker",
    "headline": "headline",
    "standfirst": "standfirst",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
    "photo_credit": "photo credit",
    "crosshead": "crosshead",
    "paragraph": "paragraph",
    "agency_credit": "agency credit",
}
EVIDENCE = {"image": "image", "video": "video", "audio": "audio", "document": "document", "data": "data"}
RULINGS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "struck out",
    "merge": "made one",
    "split": "split off",
    "undo": "undone",
}
SIGN_OF = {stance: sign for stance, (sign, _colour) in SIGNS.items()}
STANDING_SIGNS = {
    "asserted": SIGN_OF["asserts"],
    "confirmed": SIGN_OF["confirms"],
    "contested": "⇄",
    "denied": SIGN_OF["denies"],
    "alleged": SIGN_OF["alleges"],
    "unanswered": SIGN_OF["withholds"],
}
# Words that Python code says; those of templates are found there.
OTHERS = ("day unknown", "EU", "NATO", "UN", "not named")


def messages() -> frozenset[str]:
    """Return every message that stands in no template."""
    tables = (STANCES, STANDINGS, MODES, MEDIA, POLARITIES, BOUNDS, PARTS, EVIDENCE, RULINGS)
    return frozenset(word for table in tables for word in table.values() if word) | set(OTHERS)

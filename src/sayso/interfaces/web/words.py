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
# What went wrong, in a sentence, by the code of an error; its own message, in English, says more.
PROBLEMS = {
    "error": "Something went wrong in Sayso itself.",
    "usage": "This cannot be asked like that.",
    "invalid": "A field is not filled in as it must be.",
    "nothing_changed": "Nothing is changed.",
    "nothing_chosen": "Nothing is chosen.",
    "other_words": "These words do not stand in the report like this.",
    "unreadable": "This cannot be read.",
    "missing": "There is no such file.",
    "undecodable": "This is no text.",
    "empty": "There is no report in it.",
    "malformed": "This is not what its format demands.",
    "network": "This could not be fetched.",
    "refused_address": "Sayso does not ask this address.",
    "robots": "The site forbids programs to read this page.",
    "unreachable": "The site does not answer.",
    "failed_answer": "The site answered with an error.",
    "unfit_answer": "The site's answer is no report.",
    "on_hold": "The site asked to be left alone for a while.",
    "weights": "The weights that Sayso reads with are missing.",
    "ledger": "The ledger could not be read or written.",
    "ledger_version": "The ledger was written by a newer Sayso.",
    "needs_token": "This ledger asks for a token.",
    "not_allowed": "You may not do this.",
    "not_found": "There is nothing here.",
    "wrong_method": "This cannot be asked like that.",
    "too_large": "This is too long to be taken here.",
    "wrong_kind": "Content of this kind is not taken.",
    "wrong_host": "This server does not go by this name.",
    "too_many": "This was too much in too short a time.",
}
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
    tables = (STANCES, STANDINGS, MODES, MEDIA, POLARITIES, BOUNDS, PARTS, EVIDENCE, RULINGS, PROBLEMS)
    return frozenset(word for table in tables for word in table.values() if word) | set(OTHERS)

"""The names that reports have for others."""

from sayso.ledger.answers import ReportHead


def named(head: ReportHead) -> str:
    """Return the name under which others know a report: the id given with the input, else its own."""
    return head.given_id or head.id

"""What `%solution` says."""

TITLE = "A solution of {title}"
RIGHT = "What yours got right"
DIFF = "From yours to this one"
SAME = "Yours has the same syntax tree as this one."
WHOLE = "The whole of it"
COMMENTARY = "Why it is so"
YOURS = "yours"
OFFICIAL = "this one"
CHOSE_RIGHT = "You chose it."
CHOSE_WRONG = "You chose {id}: {text}"
MISSING = "The course's own solution of {id} is missing: {reason} It is not your answer that is at fault."


_COUNTS = {
    "quiz": "An attempt counts when its lines can be read, and its choices differ from those of your earlier ones.",
    "text": "An attempt counts as soon as something is written.",
}
_CODE_COUNTS = (
    "An attempt counts when Python can read it, and its code differs from the starter and from your earlier ones; "
    "comments and blank lines make no difference."
)


def closed(id: str, kind: str, more: int, of: int) -> str:
    """It does not open yet: so many more attempts of so many have to count."""
    tries = "one more attempt" if more == 1 else f"{more} more attempts"
    return (
        f"The solution of {id} opens when you pass, or after {tries}: {of - more} of {of} count so far. "
        f"{_COUNTS.get(kind, _CODE_COUNTS)} %hint {id} takes you a step. Or see it now: %solution {id} --now"
    )

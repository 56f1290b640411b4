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


def closed(id: str, more: int) -> str:
    """It does not open yet."""
    tries = "one more attempt" if more == 1 else f"{more} more attempts"
    return (
        f"The solution of {id} opens when you pass, or after {tries}. An attempt counts when its code differs from the "
        f"starter and from your earlier ones. %hint {id} takes you a step. Or see it now: %solution {id} --now"
    )

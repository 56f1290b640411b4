"""The contract's result, in a notebook."""

HEADLINE = "The contract on {stage}: {held} of {count} behaviours hold."
STAGE = "brought by"
COUNT = "behaviours"
HELD = "hold"
BROKEN = "does not hold: {name}"
NOT_RUN = "The contract did not run. It printed:\n\n{log}"

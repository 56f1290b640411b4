"""Around a check: what was kept, and a checker that fails."""

OLDER_KEPT = "This cell holds the starter, and you had an answer. That answer is kept in {path}."
CHECK_FAILED = "The check itself failed. It is not your answer; nothing was recorded. `workshop doctor` says more."

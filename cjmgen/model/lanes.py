"""The lanes a map may have, by name."""

LANES = (
    "touchpoint", "place", "actors", "doing", "thinking", "feeling", "quote", "emotion", "effort",
    "expectation", "needs", "doubts", "pains", "gains", "opportunities", "response", "systems",
    "time", "image", "evidence", "metrics", "next",
)  # fmt: skip
"""Every lane, in an order that reads well."""

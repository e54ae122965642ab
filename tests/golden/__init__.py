"""Golden questions: what a few questions come to, kept to be read, and compared to the letter.

Beside each ``question.graphql`` stand its answer over HTTP, its plan, and its statement on either
database; a change of what something costs is a difference in review. They are rewritten by
``python -m tests.golden``, from the seed of a fixed moment.
"""

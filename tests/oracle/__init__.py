"""The oracle: what every answer must be, worked out the slow and obvious way.

It holds all rows of the database as plain dicts and walks the question over them in plain
Python. It shares nothing with the planner and the compiler: no plan, no SQL, no coercion. What it
and they agree on, for any question and any data, is the contract of reading.
"""

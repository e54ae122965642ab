"""How fast the server answers the website's questions, beside others on the same data.

Run ``python -m benchmarks --help``. Nothing here is part of the server.
"""

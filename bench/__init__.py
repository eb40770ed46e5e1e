"""`make bench`: our pages beside a floor of our own writing, in one run, on one PostgreSQL.

See docs/reference/performance.md.
"""

"""What people send as files: looked at before it is kept, whatever its name claims (trust.md T10).

`pictures` redraws, `papers` and `recordings` read the content against the ending, `forms` are the doors of Wagtail's
libraries, `handlers` ends requests that are too large to be read. A refusal is a ValidationError in the language of
the person.
"""

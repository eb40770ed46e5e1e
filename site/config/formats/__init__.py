"""Formats that differ from Django's own, one folder a language."""

"""Receivers of news: three lines each, one verb, safe to run twice."""

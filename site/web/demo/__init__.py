"""A believable country for the demo: three forces, their units, accounts for every role, and colleagues who are at
different points.

Everything is made through the verbs of the product. All people are invented.
"""

"""Machinery of the suite that is no fixture and no factory."""

"""Identifiers that may leave the house: random, never a database id."""

import secrets

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U, so it can be read aloud
CODE_LENGTH = 28  # 140 bits


def new_public_id() -> str:
    """16 URL-safe characters (96 random bits). The first is no dash: a command would take it for an option."""
    while (made := secrets.token_urlsafe(12)).startswith("-"):
        pass
    return made


def new_code() -> str:
    """A certificate code of 140 random bits."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def normalise_code(text: str) -> str:
    """What a person typed or read aloud, as the code it means: dashes and case ignored, I and L are 1, O is 0."""
    kept = "".join(character for character in text.upper() if character.isalnum())
    return kept.translate(str.maketrans("IİLO", "1110"))


def group_code(code: str) -> str:
    """The code in groups of four, as printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))

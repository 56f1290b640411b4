"""Passwords."""

import hashlib
import hmac


def password_fits(email: str, password: str, password_hash: str) -> bool:
    """Tell whether this is the password. The comparison takes the same time for every wrong one."""
    digest = hashlib.sha256(f"{email}:{password}".encode()).hexdigest()
    return hmac.compare_digest(digest, password_hash)

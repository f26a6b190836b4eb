"""Whether a call of a code forge was signed with the secret that we share with it."""

import hmac
from typing import Protocol

HEX = ("X-Gitea-Signature", "X-Forgejo-Signature", "X-Gogs-Signature")
GITHUB, GITLAB = "X-Hub-Signature-256", "X-Gitlab-Token"


class Headers(Protocol):
    """What is asked of a request's headers."""

    def get(self, key: str, /) -> str | None: ...


def genuine(secret: str, body: bytes, headers: Headers) -> bool:
    """Tell whether one of the forges' headers proves that the sender knows the secret.

    GitHub, Gitea and Forgejo sign the body by HMAC-SHA256; GitLab sends the secret itself.
    """
    if not secret:
        return False
    token = headers.get(GITLAB)
    if token is not None:
        return hmac.compare_digest(token.encode(), secret.encode())
    digest = hmac.new(secret.encode(), body, "sha256").hexdigest()
    signed = headers.get(GITHUB)
    if signed is not None:
        return hmac.compare_digest(signed.encode(), f"sha256={digest}".encode())
    given = next((sent for name in HEX if (sent := headers.get(name))), "")
    return hmac.compare_digest(given.encode(), digest.encode())

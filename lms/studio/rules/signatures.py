"""Whether a call of a code forge was signed with the secret that we share with it."""

import hmac
from collections.abc import Mapping

HEX = ("X-Gitea-Signature", "X-Forgejo-Signature", "X-Gogs-Signature")
GITHUB, GITLAB = "X-Hub-Signature-256", "X-Gitlab-Token"


def genuine(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
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
    given = next((headers[name] for name in HEX if name in headers), "")
    return hmac.compare_digest(given.encode(), digest.encode())

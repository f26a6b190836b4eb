"""Why a certificate was issued: the pack that is kept with it, and the decision made again from it."""

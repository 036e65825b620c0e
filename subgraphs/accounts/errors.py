"""The refusals of sign-in: a stable code, the HTTP status and a sentence that names the way out."""

from __future__ import annotations


class Refused(Exception):
    """A token is not given; `code` is for programs (RFC 6749 names where there is one), the message for people."""

    def __init__(self, code: str, message: str, *, status: int, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.retry_after = retry_after
        """Seconds to wait before the next attempt, where waiting helps."""


def invalid_credentials() -> Refused:
    """The same answer for a wrong password and for an address nobody has."""
    return Refused("invalid_credentials", "E-mail address or password is wrong.", status=401)


def suspended() -> Refused:
    return Refused("suspended", "This access is suspended; ask your company's administrator or us.", status=403)


def no_company() -> Refused:
    return Refused(
        "no_company", "This person works in no company here; ask your company for an invitation.", status=403
    )


def not_a_member(company: str) -> Refused:
    return Refused("not_a_member", f"This person does not work in the company '{company}'.", status=403)


def too_many_attempts(seconds: int) -> Refused:
    return Refused(
        "too_many_attempts", f"Too many failed sign-ins; try again in {seconds} s.", status=429, retry_after=seconds
    )


def look_not_allowed(company: str) -> Refused:
    return Refused("look_not_allowed", f"Nobody with these duties may look at the company '{company}'.", status=403)


def invalid_client() -> Refused:
    return Refused("invalid_client", "Client id or secret is wrong.", status=401)


def invalid_token() -> Refused:
    return Refused("invalid_token", "The token is forged, expired or not ours; sign in again.", status=401)


def unknown_sign_in(address: str) -> Refused:
    """For the command line only: whoever may issue tokens may know which addresses exist."""
    return Refused("unknown_sign_in", f"There is neither a person nor a machine called '{address}'.", status=404)


def unknown_company(company: str) -> Refused:
    return Refused("unknown_company", f"There is no company '{company}'.", status=404)

"""What the operations are told, decoded and checked in one step."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec

from gateway.errors import ClientError
from gateway.visibility.files import PolicyFiles

MOST = 2**31 - 1
"""No store counts further, and some fall over what is more."""

Number = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
Base = Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class Edited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The files of a policy folder as they were edited, by their names."""

    files: dict[str, str]

    def as_policy_files(self) -> PolicyFiles:
        return PolicyFiles(self.files, "the edited files")


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody sees a coordinate or does not: an address, an audience of the matrix, or claims."""

    coordinate: str
    who: str | None = None
    audience: str | None = None
    claims: list[str] = []
    machine: list[str] = []
    functions: list[str] = []
    grants: list[str] = []


class Publication(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`base` is the number of the revision that was edited."""

    files: dict[str, str]
    base: Base
    reason: str

    def as_policy_files(self) -> PolicyFiles:
        return PolicyFiles(self.files, "the edited files")


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    proposal: Number


class Rejection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    proposal: Number
    reason: str


class Restoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`number` is the revision to bring back."""

    number: Number
    reason: str


Asked = TypeVar("Asked", bound=msgspec.Struct)


def read(body: bytes, form: type[Asked]) -> Asked:
    """Raises ClientError BAD_REQUEST naming the place in the body."""
    try:
        return msgspec.json.decode(body, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise ClientError("BAD_REQUEST", f"The body is not what this operation takes: {problem}.") from None

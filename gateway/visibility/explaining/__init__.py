"""Why somebody sees a coordinate or does not: the rules with file and line, and what would have to change."""

from gateway.visibility.explaining.explanation import Deciding, Explanation, HeldRole, Verdict, explain
from gateway.visibility.explaining.forms import as_plain, as_text

__all__ = ["Deciding", "Explanation", "HeldRole", "Verdict", "as_plain", "as_text", "explain"]

"""How often somebody may ask: each account, and each address of those who have none."""

from gateway.rates.addresses import Addresses
from gateway.rates.limits import RateLimits, rate_limits
from gateway.rates.memory import MemoryRates
from gateway.rates.schedule import Schedule
from gateway.rates.store import RateStore

__all__ = ["Addresses", "MemoryRates", "RateLimits", "RateStore", "Schedule", "rate_limits"]

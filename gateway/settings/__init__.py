"""Every option of the gateway in one frozen object; what is not an option is refused by name.

Values come from a mapping (a TOML file, the environment as `WERKTOR_GATEWAY_<NAME>`, or code). `gateway/README.md`
lists each option, section by section, with the sentence it has here.
"""

from gateway.settings.reading import read_settings, settings_from_environment, settings_from_file
from gateway.settings.whole import SECTIONS, Settings

__all__ = ["SECTIONS", "Settings", "read_settings", "settings_from_environment", "settings_from_file"]

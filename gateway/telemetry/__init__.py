"""What an operator sees of the gateway: structured logs and metrics; nothing here decides anything."""

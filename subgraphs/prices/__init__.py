"""What an article costs this buyer, and why."""

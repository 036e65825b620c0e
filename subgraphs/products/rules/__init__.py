"""What products decides without asking anybody: how an article is recorded, found and shown."""

"""Decides availability from stock, receipts and promises alone (DOMAIN 6); pure."""

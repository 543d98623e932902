"""The operations of the core as Processing algorithms."""

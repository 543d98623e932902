"""Versioned reference sets: typologies, code tables, thresholds."""

"""Musterstadt: a believable German town, made from a seed."""

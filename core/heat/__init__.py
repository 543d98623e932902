"""Municipal heat planning: buildings, demand, street sections, blocks, densities."""

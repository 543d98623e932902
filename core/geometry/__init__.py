"""Bulk kernels on arrays of geometries; they know no domain."""

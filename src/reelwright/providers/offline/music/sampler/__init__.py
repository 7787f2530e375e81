"""The sampler: plays a score on recorded instruments."""

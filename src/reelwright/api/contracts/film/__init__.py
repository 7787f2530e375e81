"""The film contract: projects, jobs of a script and a config, costs in dollars."""

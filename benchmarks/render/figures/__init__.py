"""The figures, a module each: `measure(bench, say)` returns what goes into its table."""

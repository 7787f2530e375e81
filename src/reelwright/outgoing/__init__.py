"""Connections to addresses that users give: the only place that opens any."""

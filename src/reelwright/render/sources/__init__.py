"""Media files as what the renderer composes: stills as planes, sounds as samples."""

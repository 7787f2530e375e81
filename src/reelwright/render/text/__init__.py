"""Text as glyphs on a line: shaped and drawn by HarfBuzz, broken by the rules of its language."""

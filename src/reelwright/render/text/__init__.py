"""Text as glyphs on a line: fonts, runs, shaping, line breaks and masks. All of it by HarfBuzz."""

"""Captions as files beside a film: SRT, WebVTT and ASS. Each module has `write(timeline)`."""

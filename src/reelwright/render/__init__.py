"""Timeline to MP4: no network, no database, no asyncio.

`export.export` is the way in. A frame is a pure function of its number (`compose`), what each frame
needs is decided before any is made (`plan`), and the file appears whole or not at all.
"""

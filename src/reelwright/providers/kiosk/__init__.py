"""A vendor that charges, for money that does not exist, to try out what paying for calls is like.

It sells plain pictures, pictures that live and speech over HTTP.

`python -m reelwright.providers.kiosk FOLDER` opens it at an address of this machine. It keeps keys:
a call that is made again under its key is answered again and not charged for again. It can be told
to be slow, to refuse, to answer half and to hang up after the work is done. Every call is a line of
`FOLDER/ledger`.
"""

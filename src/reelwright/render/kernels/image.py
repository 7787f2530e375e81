"""Machine code taken out of an object file and made to run, without LLVM, which takes 47 MB.

For ELF files of x86-64 alone, and only what our loops need of linking: code and constants in one
piece of memory that nothing writes to, distances between their places, and calls to the C library.
`taken` says no to everything else. System V ABI, AMD64 Architecture Processor Supplement, 4.4.
"""

import ctypes
import mmap
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SYMBOL = struct.Struct("<IBBHQQ")
_RELOCATION = struct.Struct("<QQq")
_DISTANCE = struct.Struct("<i")
_ELF64_LITTLE = b"\x7fELF\x02\x01"
_RELOCATABLE, _X86_64 = 1, 62
_PROGBITS, _SYMTAB, _RELA, _NOBITS = 1, 2, 4, 8
_WRITE, _ALLOC = 1, 2
_PC32, _PLT32 = 2, 4
_UNDEFINED, _RESERVED = 0, 0xFF00
_JUMP = b"\xff\x25\x00\x00\x00\x00"  # jmp *0(%rip): to the address that follows
_STUB = 16
_UNWINDING = ".eh_frame"  # which nothing that cannot raise needs


class Unfit(Exception):
    """An object file that is not of the kind that is taken here."""


@dataclass(frozen=True, slots=True)
class Image:
    """Code with its constants, and where in it functions begin.

    `calls` tells where addresses of functions of the C library are to be written into it.
    """

    code: bytes
    functions: Mapping[str, int]
    calls: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    kind: int
    flags: int
    data: bytes
    link: int
    about: int
    align: int

    @property
    def loaded(self) -> bool:
        return bool(self.flags & _ALLOC and self.data) and self.name != _UNWINDING


def taken(file: bytes) -> Image:
    """Return what is in an object file; `Unfit` if anything in it is not known here."""
    sections = _sections(file)
    places, code = _laid(sections)
    symbols = _symbols(sections)
    calls: dict[str, int] = {}
    for place, kind, symbol, addend in _relocations(sections, places):
        name, home, value = symbols[symbol]
        if home in places and kind in {_PC32, _PLT32}:
            to = places[home] + value
        elif home == _UNDEFINED and kind == _PLT32:
            to = calls[name] if name in calls else _stub(code)
            calls[name] = to
        else:
            raise Unfit(f"a relocation of kind {kind} to {name}")
        _DISTANCE.pack_into(code, place, to + addend - place)
    functions = {name: places[home] + value for name, home, value in symbols if home in places}
    return Image(bytes(code), functions, {name: at + len(_JUMP) for name, at in calls.items()})


def _relocations(
    sections: Sequence[_Section], places: Mapping[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield places in the code to be filled in, of what kind, with which symbol, and plus what."""
    for section in sections:
        if section.kind == _RELA and section.about in places:
            for at, info, addend in _RELOCATION.iter_unpack(section.data):
                yield places[section.about] + at, info & 0xFFFFFFFF, info >> 32, addend


def _stub(code: bytearray) -> int:
    """Add a jump to an address that is still to be written, and return where it is."""
    code += _JUMP.ljust(_STUB, b"\0")
    return len(code) - _STUB


def _sections(file: bytes) -> list[_Section]:
    if len(file) < _HEADER.size or not file.startswith(_ELF64_LITTLE):
        raise Unfit("no 64-bit ELF file")
    head = _HEADER.unpack_from(file)
    kind, machine, begin, count, names = head[1], head[2], head[6], head[12], head[13]
    if (kind, machine) != (_RELOCATABLE, _X86_64):
        raise Unfit("no object file for x86-64")
    raw = [_SECTION.unpack_from(file, begin + number * _SECTION.size) for number in range(count)]
    texts = file[raw[names][4] :]
    return [
        _Section(
            name=_text(texts, one[0]),
            kind=one[1],
            flags=one[2],
            data=bytes(one[5]) if one[1] == _NOBITS else file[one[4] : one[4] + one[5]],
            link=one[6],
            about=one[7],
            align=max(1, one[8]),
        )
        for one in raw
    ]


def _text(texts: bytes, at: int) -> str:
    return texts[at : texts.index(b"\0", at)].decode()


def _laid(sections: Sequence[_Section]) -> tuple[dict[int, int], bytearray]:
    """Lay what is loaded one after another, and return where each section is."""
    places, code = {}, bytearray()
    for number, section in enumerate(sections):
        if section.loaded:
            if section.flags & _WRITE or section.kind != _PROGBITS:
                raise Unfit(f"the section {section.name}")
            code += bytes(-len(code) % section.align)
            places[number] = len(code)
            code += section.data
    code += bytes(-len(code) % _STUB)
    return places, code


def _symbols(sections: Sequence[_Section]) -> list[tuple[str, int, int]]:
    """Return of each symbol its name, its section and its place there."""
    (table,) = (section for section in sections if section.kind == _SYMTAB)
    texts = sections[table.link].data
    return [
        (_text(texts, name), home if home < _RESERVED else -1, value)
        for name, _, _, home, value, _ in _SYMBOL.iter_unpack(table.data)
    ]


class Memory:
    """An image in memory, where it can be run and no longer written."""

    def __init__(self, image: Image, library: Mapping[str, int]) -> None:
        """Write the image, with addresses out of `library`; `OSError` if it may not be run."""
        private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
        self._memory = mmap.mmap(-1, len(image.code), flags=private)
        self._memory.write(image.code)
        for name, at in image.calls.items():
            self._memory[at : at + 8] = library[name].to_bytes(8, "little")
        self._begin = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        system = ctypes.CDLL(None, use_errno=True)
        length = ctypes.c_size_t(len(image.code))
        wanted = mmap.PROT_READ | mmap.PROT_EXEC
        if system.mprotect(ctypes.c_void_p(self._begin), length, wanted):
            raise OSError(ctypes.get_errno(), "The memory may not be run")
        self._functions = image.functions

    def __getitem__(self, name: str) -> int:
        """Return the address of a function."""
        return self._begin + self._functions[name]

"""Loops made into machine code by numba and LLVM.

For the package that is done beforehand (`shipped`), for other processors once for a machine.

What comes out is one object file in which nothing is left of numba: it refers to a few functions of
the C library and to nothing else, which is looked at here.
"""

from inspect import signature

import llvmlite.binding as llvm  # type: ignore[import-untyped]  # ships no types
from numba.core.registry import cpu_target

from reelwright.model.errors import Broken
from reelwright.render.kernels.kept import LIBRARY, Code
from reelwright.render.kernels.loops import blending, layers, marks, resampling, sprites
from reelwright.render.kernels.loops.jit import Loop, compiled

LOOPS: tuple[Loop, ...] = (
    *blending.LOOPS,
    *layers.LOOPS,
    *marks.LOOPS,
    *resampling.LOOPS,
    *sprites.LOOPS,
)


def code() -> Code:
    """Compile all loops, for the processor that numba is set to compile for, by default this one.

    `NUMBA_CPU_NAME` and `NUMBA_CPU_FEATURES` in the environment say which, if they do.
    """
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    _, processor, features = cpu_target.target_context.codegen().magic_tuple()
    target = llvm.Target.from_default_triple().create_target_machine(
        cpu=processor,
        features=features,
        opt=3,
        reloc="pic",
        codemodel="small",
    )
    first, *others = (_module(loop, target) for loop in LOOPS)
    for other in others:
        first.link_in(other)
    check(first)
    counts = {loop.__name__: len(signature(loop).parameters) for loop in LOOPS}
    return Code(counts, target.emit_object(first))


def _module(loop: Loop, target: llvm.TargetMachine) -> llvm.ModuleRef:
    """Return a loop as a module with one function to call, called as the loop is."""
    text, name = compiled(loop)
    module = llvm.parse_assembly(text)
    called = module.get_function(name)
    inner = [one for one in (*module.functions, *module.global_variables) if one.name != name]
    for number, one in enumerate(one for one in inner if not one.is_declaration):
        one.linkage = "internal"
        one.name = f"{loop.__name__}.{number}"  # numba's names hold addresses of this process
    called.name = loop.__name__
    _pruned(module, target)
    return module


def _pruned(module: llvm.ModuleRef, target: llvm.TargetMachine) -> None:
    """Take away what is never called: what numba has around every function, for errors."""
    passes = llvm.create_new_module_pass_manager()
    passes.add_ipsccp_pass()
    passes.add_simplify_cfg_pass()
    passes.add_global_dead_code_eliminate_pass()
    passes.run(module, llvm.create_pass_builder(target, llvm.create_pipeline_tuning_options()))


def check(module: llvm.ModuleRef) -> None:
    """Raise `Broken` where code asks for what it will not find when it is loaded without numba."""
    foreign = [
        one.name
        for one in (*module.functions, *module.global_variables)
        if one.is_declaration and not one.name.startswith("llvm.") and one.name not in LIBRARY
    ]
    if foreign:
        raise Broken(
            f"The compiled kernels need {', '.join(foreign)}, which only numba has. Choose the "
            "opencv kernels until this is mended."
        )

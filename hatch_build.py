"""Compiles what is written in C where there is a compiler; without one the program works too, more slowly."""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULES = (
    "triage.text._scanner", "triage.text._coder", "triage.text._judge", "triage.text._speller", "triage.nearest._sums",
)  # fmt: skip


class CompileModules(BuildHookInterface):
    """Puts each compiled module beside its source, for wheels and editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            paths = [compiled(module) for module in MODULES]
        except Exception as error:  # whatever a compiler or its absence may raise
            self.app.display_warning(f"triage/*/_*.c was not compiled, texts are read more slowly: {error}")
            return
        build_data["artifacts"] += [f"/{path}" for path in paths]
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def compiled(module: str) -> str:
    """Path of the compiled module, from the project's folder. Raises what setuptools raises."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    if sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise RuntimeError("this Python has not the stable interface of CPython")
    arguments = ["/std:c11"] if sys.platform == "win32" else ["-O3"]
    extension = Extension(module, [f"{module.replace('.', '/')}.c"], py_limited_api=True, extra_compile_args=arguments)
    command = build_ext(Distribution({"name": "triage", "ext_modules": [extension]}))
    with tempfile.TemporaryDirectory(prefix="build-", dir=".") as folder:  # here, so that the result can be renamed
        command.build_temp = command.build_lib = folder
        command.ensure_finalized()
        command.run()
        path = Path(command.get_ext_filename(module))
        (folder / path).replace(path)
    return path.as_posix()

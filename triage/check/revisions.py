"""Where a side of a comparison comes from: a folder, or a git revision written to a temporary folder."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from triage.kb.problems import Problem, Problems
from triage.paths import shipped

PARTS = ("knowledge", "rules")
SECONDS = 60


def working_tree() -> Path:
    """The folder that holds the knowledge being edited: the working directory, else that of this installation."""
    here = Path.cwd()
    return here if (here / "knowledge").is_dir() else shipped("knowledge").parent


def materialise(name: str, into: Path) -> Path:
    """The folder of `name`: itself when it holds `knowledge/`, else the git revision, its files written to `into`.

    Raises Problems: neither a folder with knowledge nor a known revision, or git is not there.
    """
    folder = Path(name)
    if (folder / "knowledge").is_dir():
        return folder
    tree = working_tree()
    commit = _git(tree, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    revision = commit.decode().strip()
    listed = _git(tree, name, "ls-tree", "--name-only", revision, *(f"{part}/" for part in PARTS)).decode()
    present = [part for part in PARTS if f"{part}/" in listed]
    if "knowledge" not in present:
        raise _fail(name, "revisi ini tidak berisi folder knowledge/", "pilih revisi lain")
    _unpack(_git(tree, name, "archive", "--format=tar", revision, "--", *present), into)
    return into


def _git(folder: Path, name: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=SECONDS, check=False)
    except FileNotFoundError:
        raise _fail(name, "bukan folder pengetahuan, dan git tidak terpasang", "sebutkan foldernya") from None
    except subprocess.TimeoutExpired:
        raise _fail(name, "git tidak menjawab", "coba lagi, atau sebutkan folder") from None
    if done.returncode:
        message = "bukan folder yang berisi knowledge/ dan bukan revisi git yang ada di sini"
        raise _fail(name, message, "periksa namanya; pada klon dangkal jalankan git fetch --unshallow")
    return done.stdout


def _unpack(archive: bytes, into: Path) -> None:
    """Only YAML files below the two folders; nothing outside `into` can be written."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            file = tar.extractfile(member) if member.isfile() else None
            if file is None or path.suffix != ".yaml" or path.parts[0] not in PARTS or ".." in path.parts:
                continue
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read())


def _fail(name: str, message: str, hint: str) -> Problems:
    return Problems([Problem(name, 0, 0, "revisi", message, hint)])

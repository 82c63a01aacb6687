"""py3langid's model, unpacked once: taking it out of its file costs half a second, reading plain arrays a tenth."""

from __future__ import annotations

from array import array
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
from py3langid import langid

from tracker.cache import cache_folder, replacing

if TYPE_CHECKING:
    from pathlib import Path

    from py3langid.langid import LanguageIdentifier

    Arrays = dict[str, np.ndarray[Any, Any]]


def load_model() -> LanguageIdentifier:
    """Return the whole model; a copy that cannot be kept or read costs time, nothing else."""
    path = _copy_path()
    arrays = _read(path)
    if arrays is not None:
        with suppress(KeyError, ValueError):
            return _model_of(arrays)
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    _write(path, model)
    return model


def _copy_path() -> Path:
    return cache_folder("language") / f"py3langid-{version('py3langid')}.npz"


def _read(path: Path) -> Arrays | None:
    with suppress(OSError, ValueError, BadZipFile), path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return {name: kept[name] for name in kept.files}
    return None


def _model_of(arrays: Arrays) -> LanguageIdentifier:
    return langid.LanguageIdentifier(
        arrays["ptc"],
        arrays["pc"],
        arrays["classes"].tolist(),
        _plain(arrays["nextmove"]),
        arrays["output"].tolist(),
        norm_probs=True,
        tk_row=_plain(arrays["row"]),
    )


def _plain(numbers: np.ndarray[Any, Any]) -> array[int]:
    """Return *numbers* as the model walks them: one by one, which NumPy is slow at."""
    plain = array(numbers.dtype.char)
    plain.frombytes(numbers.data.cast("B"))
    return plain


def _write(path: Path, model: LanguageIdentifier) -> None:
    """Keep *model* at *path*, and drop what other versions or a killed process left beside it."""
    with suppress(OSError):
        with replacing(path) as file:
            np.savez(
                file,
                ptc=model.nb_ptc,
                pc=model.nb_pc,
                classes=np.array(model.nb_classes),
                nextmove=np.asarray(model.tk_nextmove),
                output=np.asarray(model.tk_output, dtype=np.int32),
                row=np.asarray(model.tk_row),
            )
        for other in path.parent.iterdir():
            if other != path:
                other.unlink(missing_ok=True)

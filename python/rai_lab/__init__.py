"""Runs the commands of RAI, and reads its runs and studies."""

from .command import Rai, RaiError
from .run import Run
from .study import Study

__all__ = ["Rai", "RaiError", "Run", "Study"]

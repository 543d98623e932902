"""Operations whose algorithm needs more than the declaration says."""

from __future__ import annotations

from .algorithm import OperationAlgorithm
from .heat_plan import HeatPlanAlgorithm

HAND_WRITTEN: dict[str, type[OperationAlgorithm]] = {"heat_plan": HeatPlanAlgorithm}

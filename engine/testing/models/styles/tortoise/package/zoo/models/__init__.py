from .animal import Animal
from .keeper import Keeper

__all__ = ["Animal", "Keeper"]

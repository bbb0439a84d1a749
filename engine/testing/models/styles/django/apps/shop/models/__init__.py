from .order import Order
from .product import Product

__all__ = ["Order", "Product"]

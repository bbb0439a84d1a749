from .base import db

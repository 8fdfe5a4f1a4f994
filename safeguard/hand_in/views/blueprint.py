"""The pages on phones, under one name."""

from flask import Blueprint

bp = Blueprint("hand_in", __name__)

"""The pages of complaints, under one name."""

from flask import Blueprint

bp = Blueprint("complaints", __name__)

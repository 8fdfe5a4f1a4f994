"""The pages of concerns and cases, under one name."""

from flask import Blueprint

bp = Blueprint("cases", __name__)

"""The pages on agreements, under one name."""

from flask import Blueprint

bp = Blueprint("agreements", __name__)

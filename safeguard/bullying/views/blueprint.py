"""The pages of cyber-bullying, under one name."""

from flask import Blueprint

bp = Blueprint("bullying", __name__)

"""The pages of reports, under one name."""

from flask import Blueprint

bp = Blueprint("reports", __name__)

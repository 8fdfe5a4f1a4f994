"""The pages of the vault, under one name."""

from flask import Blueprint

bp = Blueprint("allegations", __name__)
SEE_OTHER = 303
UNPROCESSABLE = 422

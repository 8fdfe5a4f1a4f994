"""The measurements: how fast the product is beside the barest thing that could be."""

"""Outlets: what names them in a text (`names`), and hiding it where readers are not to know them (`masking`)."""

"""What one may defend: counts over an exposure."""

"""How chance is dealt with in this wing: confidence of intervals, seed, draws, and how few is too few to resample."""

CONFIDENCE = 0.95
"""Of every interval."""
SEED, DRAWS = 0, 2_000
"""Of every bootstrap."""
FEWEST_CLUSTERS = 10
"""From so many articles on, articles are resampled; with fewer their number says too little."""
FEW_UNITS = 30
"""A coefficient or share of fewer units than this is told to be of few."""

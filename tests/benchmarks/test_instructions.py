"""The parts of instructions, by hand."""

from collections import Counter

import pytest

from tests.benchmarks import instructions

LISTING = """\
17,219,113,095 (100.0%)  PROGRAM TOTALS

1,000 ( 5.00%)  ???:_PyEval_EvalFrameDefault'2 [/usr/lib/libpython3.11.so]
  500 ( 2.50%)  ???:sre_ucs1_match [/usr/lib/libpython3.11.so]
  300 ( 1.50%)  ./string/memcpy.S:__memcpy_avx_unaligned_erms [/lib/libc.so.6]
"""


def test_a_listing_is_read():
    found = instructions.functions(LISTING.splitlines())
    assert found == Counter(
        {"_PyEval_EvalFrameDefault'2": 1000, "sre_ucs1_match": 500, "__memcpy_avx_unaligned_erms": 300}
    )


def test_every_instruction_is_in_one_part():
    many = instructions.functions(LISTING.splitlines())
    made = instructions.shares(Counter(), many)
    assert sum(made.values()) == pytest.approx(1, abs=0.002)
    assert made[instructions.REST] == round(300 / 1800, 3)
    assert made["regular expressions"] == round(500 / 1800, 3)

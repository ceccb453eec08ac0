#!/usr/bin/env python3
"""Writes X.npy and y.npy, of as many rows of 784 bytes as asked for, block by block."""
import sys

import numpy

rows = int(sys.argv[1])
random = numpy.random.default_rng(0)
features = numpy.lib.format.open_memmap("X.npy", mode="w+", dtype=numpy.uint8, shape=(rows, 784))
classes = numpy.empty(rows, dtype=numpy.int64)
weights = random.normal(size=(784, 10))
for begin in range(0, rows, 50000):
    block = random.integers(0, 256, size=(min(50000, rows - begin), 784), dtype=numpy.uint8)
    features[begin : begin + len(block)] = block
    classes[begin : begin + len(block)] = ((block.astype(numpy.float32) - 127.5) @ weights).argmax(1)
features.flush()
numpy.save("y.npy", classes)

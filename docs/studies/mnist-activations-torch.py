"""The trainings of the study mnist-activations with PyTorch, to compare times and accuracies.

Prints a line with the seconds per step, the mean over all steps after the first two, and the accuracies at the end.

    python3 mnist-activations-torch.py DIRECTORY --activation relu --rate 0.005 --epochs 20 --threads 2
"""

import argparse
import gzip
import pathlib
import time

import numpy
import torch

ROWS, VALID = 12_000, 2_400


class Swish(torch.nn.Module):
    """Swish that learns its beta, one per layer."""

    def __init__(self):
        super().__init__()
        self.beta = torch.nn.Parameter(torch.ones(()))

    def forward(self, z):
        return z * torch.sigmoid(self.beta * z)


ACTIVATIONS = {
    "relu": torch.nn.ReLU,
    "sigmoid": torch.nn.Sigmoid,
    "leaky-relu": torch.nn.LeakyReLU,
    "tanh": torch.nn.Tanh,
    "mish": torch.nn.Mish,
    "swish": Swish,
}


def idx(path, header):
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return numpy.frombuffer(data, numpy.uint8, offset=header)


def images(directory, part):
    pixels = idx(directory / f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 784)
    labels = idx(directory / f"{part}-labels-idx1-ubyte.gz", 8)
    return torch.tensor(pixels, dtype=torch.float32), torch.tensor(labels, dtype=torch.int64)


def accuracy(network, x, y):
    with torch.no_grad():
        return (network(x).argmax(1) == y).double().mean().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path, help="the directory of the four idx files")
    parser.add_argument("--activation", choices=ACTIVATIONS, default="relu")
    parser.add_argument("--rate", type=float, default=0.005)
    parser.add_argument("--epochs", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    x, y = images(options.directory, "train")
    x, y = x[:ROWS], y[:ROWS]
    train, valid = slice(0, ROWS - VALID), slice(ROWS - VALID, ROWS)
    test_x, test_y = images(options.directory, "t10k")

    activation = ACTIVATIONS[options.activation]
    # the usual start of Linear is U(-1/sqrt(fan_in), 1/sqrt(fan_in)), for weights and biases
    network = torch.nn.Sequential(
        torch.nn.Linear(784, 200), activation(), torch.nn.Linear(200, 64), activation(), torch.nn.Linear(64, 10)
    )
    optimizer = torch.optim.SGD(network.parameters(), lr=options.rate)
    loss_of = torch.nn.CrossEntropyLoss()
    train_x, train_y = x[train].contiguous(), y[train].contiguous()

    seconds = []
    loss = torch.tensor(float("nan"))
    for _ in range(options.epochs):
        began = time.perf_counter()
        optimizer.zero_grad()
        loss = loss_of(network(train_x), train_y)
        loss.backward()
        optimizer.step()
        seconds.append(time.perf_counter() - began)
        if not torch.isfinite(loss):
            break
    steps = seconds[2:] or seconds
    print(
        f"{options.activation} rate={options.rate:g} threads={options.threads} steps={len(seconds)}"
        f" seconds_per_step={sum(steps) / len(steps):.4f} total_seconds={sum(seconds):.1f} loss={loss.item():.4f}"
        f" train={accuracy(network, train_x, train_y):.4f} valid={accuracy(network, x[valid], y[valid]):.4f}"
        f" test={accuracy(network, test_x, test_y):.4f}"
    )


if __name__ == "__main__":
    main()

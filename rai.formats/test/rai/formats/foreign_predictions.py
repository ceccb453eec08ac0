"""Prints the predictions that ForeignPredictionsTest expects, by PyTorch and Keras themselves.

Weights and rows are computed by a formula, here and in the test. Needs torch and keras:

    KERAS_BACKEND=torch python3 foreign_predictions.py
"""

import collections
import math
import os

os.environ.setdefault("KERAS_BACKEND", "torch")
import keras
import numpy
import torch
from torch import nn


def weights(shapes):
    """One array per shape; k counts on from one to the next. A variance is made positive."""
    k = 0
    for name, shape in shapes:
        values = numpy.empty(math.prod(shape))
        for i in range(len(values)):
            values[i] = math.sin(0.37 * k + 0.1)
            k += 1
        yield name, (values**2 + 0.5 if "var" in name else values).reshape(shape)


def rows(features):
    return numpy.array([[2 * math.sin(0.7 * (i * features + j) + 0.3) for j in range(features)] for i in range(4)])


def show(name, predictions):
    print(name)
    for row in predictions:
        print("    " + ", ".join(f"{p:.9f}" for p in row) + ",")


def of_torch(name, layers, output):
    net = nn.Sequential(collections.OrderedDict(layers)).double().eval()
    floats = [(n, tuple(t.shape)) for n, t in net.state_dict().items() if t.is_floating_point()]
    net.load_state_dict({n: torch.tensor(w) for n, w in weights(floats)}, strict=False)
    features = net[0].in_features
    with torch.no_grad():
        show(name, output(net(torch.tensor(rows(features)))).numpy())


def of_keras(name, features, layers):
    net = keras.Sequential([keras.Input((features,)), *layers])
    for variable, (_, w) in zip(net.weights, weights([(v.path, v.shape) for v in net.weights])):
        variable.assign(w)
    show(name, net.predict(rows(features), verbose=0))


print("PyTorch", torch.__version__, "Keras", keras.__version__)
of_torch(
    "classes",
    [("0", nn.Linear(4, 5)), ("1", nn.Tanh()), ("2", nn.Linear(5, 3))],
    lambda z: torch.softmax(z, 1),
)
of_torch(
    "normalised",
    [
        ("fc1", nn.Linear(1, 5)),
        ("bn1", nn.BatchNorm1d(5)),
        ("act", nn.PReLU()),
        ("fc2", nn.Linear(5, 4)),
        ("norm", nn.LayerNorm(4)),
        ("act2", nn.PReLU(4)),
        ("out", nn.Linear(4, 1)),
    ],
    lambda z: z,
)
of_torch("binary", [("0", nn.Linear(2, 6)), ("1", nn.GELU()), ("2", nn.Linear(6, 1))], torch.sigmoid)
of_torch(
    "square",
    [("first", nn.Linear(2, 2)), ("1", nn.Tanh()), ("second", nn.Linear(2, 2)), ("3", nn.Tanh()), ("last", nn.Linear(2, 1))],
    torch.sigmoid,
)
of_keras(
    "keras",
    4,
    [
        keras.layers.Dense(5, "gelu"),
        keras.layers.BatchNormalization(),
        keras.layers.PReLU(),
        keras.layers.Dense(4, "tanh"),
        keras.layers.LayerNormalization(),
        keras.layers.Dense(3, "softmax"),
    ],
)

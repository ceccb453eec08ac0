"""The training step of a case, by PyTorch. Arguments: key=value, as rai.bench writes them.

Reads lines "BEFORE STEPS" from standard input; does BEFORE steps, then STEPS steps, and answers with the
milliseconds of each of the latter. Ends with its input.

kind=rai-layers    RAI layer by layer: autograd, one target tensor per layer, torch.optim
kind=rai-batched   RAI with all hidden layers in one batched product, by hand, in place, nothing allocated
kind=backprop      torch.nn.Sequential, autograd, torch.optim
kind=activation-network   the same with batch normalisation, and one small network as the activation of every element
"""
import ctypes
import sys
import time

import torch
from torch import nn

option = dict(argument.split("=", 1) for argument in sys.argv[1:])
threads = int(option["threads"])
examples = int(option["examples"])
rows = int(option["rows"])
widths = [int(width) for width in option["widths"].split(",")]
rate = float(option["rate"])
hidden = widths[1:-1]
outputs = widths[-1]

torch.set_num_threads(threads)
torch.manual_seed(0)
x = torch.randn(examples, widths[0])
if outputs == 1:
    y = torch.randint(0, 2, (examples, 1)).float()
    task_loss = nn.BCEWithLogitsLoss()
else:
    y = torch.randint(0, outputs, (examples,))
    task_loss = nn.CrossEntropyLoss()


def activation():
    return {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh, "gelu": nn.GELU}[option["activation"]]()


def optimizer(tensors):
    kinds = {"rprop": torch.optim.Rprop, "sgd": torch.optim.SGD, "adam": torch.optim.Adam}
    return kinds[option["optimizer"]](tensors, lr=rate)


def isometric(maps):
    """Orthogonal weights, centred for the sigmoid: gradients must not die to denormal numbers."""
    sigmoid = option["activation"] == "sigmoid"
    with torch.no_grad():
        for at, dense in enumerate(maps):
            nn.init.orthogonal_(dense.weight, gain=(4 if at else 2) if sigmoid else 2 ** 0.5)
            dense.bias.copy_(-dense.weight.sum(1) / 2 if sigmoid and at else torch.zeros_like(dense.bias))


def dense_maps():
    return [nn.Linear(a, b) for a, b in zip(widths, widths[1:])]


class ActivationNetwork(nn.Module):
    """From one number to one number, for every element."""

    def __init__(self):
        super().__init__()
        sizes = [1] + [int(width) for width in option["inner"].split(",")]
        layers = []
        for a, b in zip(sizes, sizes[1:]):
            layers += [nn.Linear(a, b), nn.BatchNorm1d(b), activation()]
        self.layers = nn.Sequential(*layers, nn.Linear(sizes[-1], 1))

    def forward(self, z):
        return self.layers(z.reshape(-1, 1)).view_as(z)


def backprop(inner=None):
    maps = dense_maps()
    isometric(maps)
    layers = [nn.BatchNorm1d(widths[0])] if inner else []
    for dense in maps[:-1]:
        layers += [dense, nn.BatchNorm1d(dense.out_features), inner] if inner else [dense, activation()]
    model = nn.Sequential(*layers, maps[-1])
    update = optimizer(model.parameters())
    order = {"at": 0, "rows": torch.arange(examples)}

    def batch():
        if rows == examples:
            return x, y
        if order["at"] + rows > examples:
            order["at"], order["rows"] = 0, torch.randperm(examples)
        chosen = order["rows"][order["at"]:order["at"] + rows]
        order["at"] += rows
        return x[chosen], y[chosen]

    def step():
        inputs, targets = batch()
        update.zero_grad()
        task_loss(model(inputs), targets).backward()
        update.step()

    return step


def rai_layers():
    maps = nn.ModuleList(dense_maps())
    act = activation()
    mse = nn.MSELoss()
    targets = []
    with torch.no_grad():
        below = x
        for dense in maps:
            z = dense(below)
            targets.append(nn.Parameter(z.clone()))
            below = act(z)
    update = optimizer(list(maps.parameters()) + targets)

    def step():
        update.zero_grad()
        loss = task_loss(targets[-1], y)
        below = x
        for dense, target in zip(maps, targets):
            loss = loss + mse(dense(below), target)
            below = act(target)
        loss.backward()
        update.step()

    return step


def rai_batched():
    torch.set_grad_enabled(False)
    n, d, maps = examples, hidden[0], len(hidden) - 1
    sizes = {
        "w": (maps, d, d), "b": (maps, 1, d), "w_in": (widths[0], d), "b_in": (1, d),
        "w_out": (d, outputs), "b_out": (1, outputs), "z": (maps + 1, n, d), "z_out": (n, outputs),
    }
    total = sum(torch.Size(size).numel() for size in sizes.values())

    def views(flat):
        found, at = {}, 0
        for name, size in sizes.items():
            length = torch.Size(size).numel()
            found[name] = flat[at:at + length].view(size)
            at += length
        return found

    value, gradient, previous = torch.empty(total), torch.zeros(total), torch.zeros(total)
    rates, product, factor = torch.full((total,), rate), torch.empty(total), torch.empty(total)
    flipped, one = torch.empty(total, dtype=torch.bool), torch.ones(1)
    value.uniform_(-d ** -0.5, d ** -0.5)
    p, g = views(value), views(gradient)
    act, back, residual = torch.empty(maps + 1, n, d), torch.empty(maps, n, d), torch.empty(maps, n, d)
    first, last, odds = torch.empty(n, d), torch.empty(n, outputs), torch.empty(n, outputs)
    below = torch.empty(n, d)
    mean, mean_out = 2 / (n * d), 2 / (n * outputs)

    def gradients():
        torch.sigmoid(p["z"], out=act)
        # the residuals of all hidden maps at once, times the factor of their mean
        torch.baddbmm(p["b"], act[:-1], p["w"], out=residual)
        torch.sub(p["z"][1:], residual, out=residual).mul_(mean)
        torch.bmm(act[:-1].transpose(1, 2), residual, out=g["w"]).neg_()
        torch.sum(residual, 1, keepdim=True, out=g["b"]).neg_()
        torch.bmm(residual, p["w"].transpose(1, 2), out=back)
        torch.addmm(p["b_in"], x, p["w_in"], out=first)
        torch.sub(p["z"][0], first, out=first).mul_(mean)
        torch.mm(x.t(), first, out=g["w_in"]).neg_()
        torch.sum(first, 0, keepdim=True, out=g["b_in"]).neg_()
        torch.addmm(p["b_out"], act[-1], p["w_out"], out=last)
        torch.sub(p["z_out"], last, out=last).mul_(mean_out)
        torch.mm(act[-1].t(), last, out=g["w_out"]).neg_()
        torch.sum(last, 0, keepdim=True, out=g["b_out"]).neg_()
        torch.mm(last, p["w_out"].t(), out=below)
        torch.sigmoid(p["z_out"], out=odds)
        torch.add(last, odds.sub_(y), alpha=1 / n, out=g["z_out"])
        # targets: pulled by their own residual, and by the one above through the slope a - a^2
        g["z"][0].copy_(first)
        g["z"][1:].copy_(residual)
        torch.addcmul(act, act, act, value=-1, out=act)
        g["z"][:-1].addcmul_(back, act[:-1], value=-1)
        g["z"][-1].addcmul_(below, act[-1], value=-1)

    def rprop():
        torch.mul(gradient, previous, out=product)
        torch.lt(product, 0, out=flipped)
        product.sign_()
        # 1.2 where the sign stayed, 0.5 where it flipped, 1 elsewhere: 1 + s (0.35 - 0.15 s)
        torch.mul(product, -0.15, out=factor).add_(0.35)
        torch.addcmul(one, product, factor, out=factor)
        rates.mul_(factor).clamp_(1e-6, 50)
        gradient.masked_fill_(flipped, 0)
        torch.sign(gradient, out=product)
        value.addcmul_(product, rates, value=-1)
        previous.copy_(gradient)

    def step():
        gradients()
        rprop()

    return step


def kernel():
    """The kernel that OpenBLAS took, where it is OpenBLAS and tells."""
    try:
        with open("/proc/self/maps") as loaded:
            libraries = sorted({line.split()[-1] for line in loaded if "openblas" in line.lower()})
        for library in libraries:
            tell = ctypes.CDLL(library).openblas_get_corename
            tell.restype = ctypes.c_char_p
            return "openblas-" + tell().decode()
    except (OSError, AttributeError):
        pass
    return "mkl" if torch.backends.mkl.is_available() else "unknown"


def activation_network():
    return backprop(ActivationNetwork())


def memory():
    """Peak resident memory in MB, where the system tells."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 // 1000000 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


def ready(*more):
    about = ("torch", torch.__version__, "kernel", kernel(), "threads", torch.get_num_threads())
    print("rai-peer ready", *about, *more, flush=True)


before_training = memory()
kinds = {
    "backprop": backprop,
    "activation-network": activation_network,
    "rai-layers": rai_layers,
    "rai-batched": rai_batched,
}
step = kinds[option["kind"]]()
ready()
for line in sys.stdin:
    before, steps = (int(word) for word in line.split())
    for _ in range(before):
        step()
    times = []
    for _ in range(steps):
        began = time.perf_counter()
        step()
        times.append((time.perf_counter() - began) * 1e3)
    ready("grown by", memory() - before_training, "MB")
    print("rai-peer ms", *("%.6f" % ms for ms in times), flush=True)

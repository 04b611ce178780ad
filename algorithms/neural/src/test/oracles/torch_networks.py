"""Gradients, updates and whole trainings of PyTorch for small networks, in double precision.

Made with PyTorch 2.13.0: python torch_networks.py > ../resources/torch/networks.txt

Each case is a line `case NAME`, a line `settings TEXT` (a recipe's settings), and blocks `NAME N` with N numbers. Parameters are
written layer by layer: weights as inputs x units, biases, slopes of PReLU; scale and shift of batch normalisation.
"""
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
print(f"# PyTorch {torch.__version__.split('+')[0]}")

N, D, K = 48, 5, 3
rng = np.random.default_rng(7)
X = rng.normal(size=(N, D)).round(3)
# three overlapping groups, and two numbers
truth = X @ rng.normal(size=(D, K)) + 0.5 * rng.normal(size=(N, K))
classes = truth.argmax(1)
binary = (truth[:, 0] > 0).astype(int)
number = (X[:, 0] * X[:, 1] + np.sin(2 * X[:, 2]) + 0.3 * rng.normal(size=N)).round(3)
second = (X[:, 3] ** 2 - X[:, 4]).round(3)
weights = rng.integers(1, 5, size=N).astype(float)


def block(name, values):
    values = np.asarray(values, dtype=float).ravel()
    print(name, len(values))
    print(" ".join(f"{v:.9g}" for v in values))


def start(name, settings):
    print("case", name)
    print("settings", settings)


print("case data")
print("settings")
for name, values in [("x", X), ("classes", classes), ("binary", binary), ("number", number), ("second", second), ("weights", weights)]:
    block(name, values)

x = torch.tensor(X)


class Mish(nn.Module):
    def forward(self, z):
        return F.mish(z)


class Scaled(nn.Module):
    def forward(self, z):
        return torch.sigmoid(1.7 * z)


def layers_of(net):
    """Parameters in the order of the project."""
    flat = []
    for module in net:
        if isinstance(module, nn.Linear):
            flat.append(module.weight.T)
            if module.bias is not None:
                flat.append(module.bias)
        elif isinstance(module, nn.PReLU):
            flat.append(module.weight)
        elif isinstance(module, nn.BatchNorm1d):
            flat += [module.weight, module.bias]
    return flat


def flat(tensors):
    return np.concatenate([t.detach().numpy().ravel() for t in tensors])


def gradients(net):
    result = []
    for module in net:
        if isinstance(module, nn.Linear):
            result.append(module.weight.grad.T)
            if module.bias is not None:
                result.append(module.bias.grad)
        elif isinstance(module, nn.PReLU):
            result.append(module.weight.grad)
        elif isinstance(module, nn.BatchNorm1d):
            result += [module.weight.grad, module.bias.grad]
    return np.concatenate([t.numpy().ravel() for t in result])


def single(net):
    """What the project computes with starts as rounded to single precision."""
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(p.float().double())
    return net


def cross_entropy(out, rows):
    return F.cross_entropy(out, torch.tensor(classes[rows]))


# ---- gradients of every activation

activations = {
    "identity": nn.Identity(), "[sigmoid beta=1.7]": Scaled(), "tanh": nn.Tanh(), "relu": nn.ReLU(),
    "[leaky-relu slope=0.2]": nn.LeakyReLU(0.2), "prelu": nn.PReLU(7, 0.25), "[elu alpha=1.3]": nn.ELU(1.3), "selu": nn.SELU(),
    "gelu": nn.GELU(), "softplus": nn.Softplus(), "swish": nn.SiLU(), "mish": Mish(), "softmax": nn.Softmax(1),
}
for word, module in activations.items():
    torch.manual_seed(3)
    net = single(nn.Sequential(nn.Linear(D, 7), module, nn.Linear(7, 6), nn.Tanh(), nn.Linear(6, K)))
    start("gradient of " + word, f"layers=[dense units=7 activation={word}],[dense units=6 activation=tanh]")
    loss = cross_entropy(net(x), np.arange(N))
    loss.backward()
    block("start", flat(layers_of(net)))
    block("loss", [loss.item()])
    block("gradient", gradients(net))

# ---- trainings


def train(name, settings, net, optimiser, loss, epochs, batch, l1=0.0, clip_norm=None, clip_value=None, max_norm=None, lr=None):
    start(name, f"{settings} epochs={epochs} batch={batch} shuffle=false patience=0 scaleTargets=false")
    single(net)
    block("start", flat(layers_of(net)))
    net.train()
    optimiser = optimiser(net)
    losses = []
    update = 0
    for epoch in range(epochs):
        total = 0
        for first in range(0, N, batch):
            rows = np.arange(first, min(N, first + batch))
            if lr:
                for group in optimiser.param_groups:
                    group["lr"] = lr(update, epochs * -(-N // batch))
            optimiser.zero_grad()
            value = loss(net(x[rows]), rows)
            total += value.item() * len(rows)
            if l1:
                value = value + l1 * sum(m.weight.abs().sum() for m in net if isinstance(m, nn.Linear))
            value.backward()
            if clip_value:
                nn.utils.clip_grad_value_(net.parameters(), clip_value)
            if clip_norm:
                nn.utils.clip_grad_norm_(net.parameters(), clip_norm)
            optimiser.step()
            if max_norm:
                with torch.no_grad():
                    for module in net:
                        if isinstance(module, nn.Linear):
                            module.weight.copy_(torch.renorm(module.weight, 2, 0, max_norm))
            update += 1
        losses.append(total / N)
    block("losses", losses)
    block("end", flat(layers_of(net)))
    averages = [t for m in net if isinstance(m, nn.BatchNorm1d) for t in (m.running_mean, m.running_var)]
    if averages:
        block("averages", flat(averages))
    net.eval()
    with torch.no_grad():
        block("scores", net(x).numpy())


def tanh_net(outputs=K):
    torch.manual_seed(5)
    return nn.Sequential(nn.Linear(D, 8), nn.Tanh(), nn.Linear(8, outputs))


TANH = "layers=[dense units=8 activation=tanh]"


def decayed(factory, amount):
    """Weights decay, biases do not."""
    def make(net):
        weights = [m.weight for m in net if isinstance(m, nn.Linear)]
        rest = [p for p in net.parameters() if all(p is not w for w in weights)]
        return factory([{"params": weights, "weight_decay": amount}, {"params": rest, "weight_decay": 0.0}])
    return make


optim = torch.optim
rules = {
    "sgd": (lambda n: optim.SGD(n.parameters(), lr=0.05), 0.05),
    "[momentum momentum=0.8]": (lambda n: optim.SGD(n.parameters(), lr=0.05, momentum=0.8), 0.05),
    "[nesterov momentum=0.8]": (lambda n: optim.SGD(n.parameters(), lr=0.05, momentum=0.8, nesterov=True), 0.05),
    "adagrad": (lambda n: optim.Adagrad(n.parameters(), lr=0.05), 0.05),
    "[rmsprop decay=0.95]": (lambda n: optim.RMSprop(n.parameters(), lr=0.01, alpha=0.95), 0.01),
    "adam": (lambda n: optim.Adam(n.parameters(), lr=0.01), 0.01),
    "[adam beta1=0.8 beta2=0.95 epsilon=0.001]":
        (lambda n: optim.Adam(n.parameters(), lr=0.01, betas=(0.8, 0.95), eps=1e-3), 0.01),
    "nadam": (lambda n: optim.NAdam(n.parameters(), lr=0.01), 0.01),
    "[adamw weightDecay=0.3]": (decayed(lambda groups: optim.AdamW(groups, lr=0.01), 0.3), 0.01),
}
for word, (rule, rate) in rules.items():
    train("optimiser " + word, f"{TANH} optimiser={word} learningRate={rate}", tanh_net(), rule, cross_entropy, 6, 20)

adam = lambda n: optim.Adam(n.parameters(), lr=0.01)
sgd = lambda n: optim.SGD(n.parameters(), lr=0.1)

train("l2", f"{TANH} optimiser=sgd learningRate=0.1 l2=0.05", tanh_net(),
      decayed(lambda groups: optim.SGD(groups, lr=0.1), 0.05), cross_entropy, 6, 16)
train("l1", f"{TANH} optimiser=sgd learningRate=0.1 l1=0.01", tanh_net(), sgd, cross_entropy, 6, 16, l1=0.01)
train("clipNorm", f"{TANH} optimiser=sgd learningRate=0.1 clipNorm=0.2", tanh_net(), sgd, cross_entropy, 6, 16, clip_norm=0.2)
train("clipValue", f"{TANH} optimiser=sgd learningRate=0.1 clipValue=0.02", tanh_net(), sgd, cross_entropy, 6, 16, clip_value=0.02)
train("maxNorm", f"{TANH} optimiser=sgd learningRate=0.1 maxNorm=0.7", tanh_net(), sgd, cross_entropy, 6, 16, max_norm=0.7)
train("power schedule", f"{TANH} optimiser=sgd learningRate=[power t0=1 t1=5]", tanh_net(), sgd, cross_entropy, 6, 16,
      lr=lambda update, all: 1 / (update + 5))

target = torch.tensor(number)
both = torch.tensor(np.stack([number, second], 1))
w = torch.tensor(weights)
train("target number, mse", f"{TANH} learningRate=0.01", tanh_net(1), adam,
      lambda out, rows: F.mse_loss(out[:, 0], target[rows]), 6, 16)
train("target number, mae", f"{TANH} learningRate=0.01 loss=mae", tanh_net(1), adam,
      lambda out, rows: F.l1_loss(out[:, 0], target[rows]), 6, 16)
train("target number, huber", f"{TANH} learningRate=0.01 loss=[huber delta=0.6]", tanh_net(1), adam,
      lambda out, rows: F.huber_loss(out[:, 0], target[rows], delta=0.6), 6, 16)
train("target binary", f"{TANH} learningRate=0.01", tanh_net(1), adam,
      lambda out, rows: F.binary_cross_entropy_with_logits(out[:, 0], torch.tensor(binary[rows]).double()), 6, 16)
train("targets number and second", f"{TANH} learningRate=0.01 lossOf=second:huber lossWeights=number:0.5,second:2", tanh_net(2), adam,
      lambda out, rows: 0.5 * F.mse_loss(out[:, 0], both[rows, 0]) + 2 * F.huber_loss(out[:, 1], both[rows, 1]), 6, 16)
train("targets classes and number", f"{TANH} learningRate=0.01 lossWeights=number:0.3", tanh_net(4), adam,
      lambda out, rows: F.cross_entropy(out[:, :3], torch.tensor(classes[rows])) + 0.3 * F.mse_loss(out[:, 3], target[rows]), 6, 16)
mean = w.mean()
train("weighted rows", f"{TANH} learningRate=0.01", tanh_net(), adam, lambda out, rows:
      (F.cross_entropy(out, torch.tensor(classes[rows]), reduction="none") * w[rows] / mean).mean(), 6, 16)
factors = torch.tensor([1.0, 3.0, 0.5])
train("weighted classes", f"{TANH} learningRate=0.01 classWeight=b:3,c:0.5", tanh_net(), adam, lambda out, rows:
      (F.cross_entropy(out, torch.tensor(classes[rows]), reduction="none") * factors[classes[rows]]).mean(), 6, 16)

torch.manual_seed(9)
train("batchnorm", "layers=[dense units=6 activation=identity bias=false],[batchnorm],[activate function=swish],"
      "[dense units=5 activation=tanh],[batchnorm momentum=0.8 epsilon=0.01] learningRate=0.01",
      nn.Sequential(nn.Linear(D, 6, bias=False), nn.BatchNorm1d(6), nn.SiLU(), nn.Linear(6, 5), nn.Tanh(),
                    nn.BatchNorm1d(5, momentum=0.2, eps=0.01), nn.Linear(5, K)), adam, cross_entropy, 4, 20)
torch.manual_seed(10)
train("batchnorm first", "layers=[batchnorm],[dense units=6 activation=prelu] learningRate=0.01",
      nn.Sequential(nn.BatchNorm1d(D), nn.Linear(D, 6), nn.PReLU(6), nn.Linear(6, K)), adam, cross_entropy, 4, 16)
torch.manual_seed(11)
train("longer training", "layers=16,[dense units=8 activation=softplus] learningRate=0.005",
      nn.Sequential(nn.Linear(D, 16), nn.ReLU(), nn.Linear(16, 8), nn.Softplus(), nn.Linear(8, K)),
      lambda n: optim.Adam(n.parameters(), lr=0.005), cross_entropy, 40, 16)

# ---- dropout

torch.manual_seed(2)
row = torch.tensor(rng.normal(size=30).round(3), requires_grad=True)
out = F.dropout(row, 0.3, training=True)
pull = torch.tensor(rng.normal(size=30).round(3))
out.backward(pull)
start("dropout", "layers=[dropout rate=0.3]")
block("x", row.detach().numpy())
block("y", out.detach().numpy())
block("pull", pull.numpy())
block("pulled", row.grad.numpy())

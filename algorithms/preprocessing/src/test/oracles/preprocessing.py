"""Writes small tables and what scikit-learn's transformers make of them.

Run: /usr/bin/python3 preprocessing.py   (scikit-learn 1.2.1, NumPy 1.24.2, Python 3.11; Debian 12)
"""
import os
import warnings
import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, PolynomialFeatures, StandardScaler

warnings.filterwarnings("ignore")
R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "oracles")


def text(v):
    if v is None or isinstance(v, (float, np.floating)) and np.isnan(v):
        return ""
    if isinstance(v, str):
        return v
    return repr(int(v)) if isinstance(v, (int, np.integer)) else repr(float(v))


def write(name, head, rows):
    with open(os.path.join(R, name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(text(v) for v in r) + "\n")


nan = np.nan
NAMES = ["plain", "gaps", "constant", "offset", "tiny", "signs"]
TRAIN = np.array([
    [1.0, 2.0, 7.0, 1e8 + 1, 1e-12, -3.0],
    [4.0, nan, 7.0, 1e8 + 2, 3e-12, 0.0],
    [-2.5, 5.0, 7.0, 1e8 + 4, 2e-12, 3.0],
    [0.0, nan, 7.0, 1e8 + 4, 7e-12, -1.0],
    [10.0, -1.0, 7.0, 1e8 + 9, 5e-12, 2.0],
    [3.0, 2.0, 7.0, 1e8 + 3, 5e-12, -1.0]])
W = np.array([1.0, 2.0, 0.5, 1.0, 3.0, 0.25])
NEW = np.array([
    [2.0, nan, 7.0, 1e8, 4e-12, 0.5],
    [-20.0, 9.0, 8.0, 1e8 + 12, 0.0, 30.0]])
write("numbers.train.csv", NAMES + ["w"], [list(r) + [w] for r, w in zip(TRAIN, W)])
write("numbers.new.csv", NAMES, NEW)


def scaled(case, transformer, params, **fit):
    transformer.fit(TRAIN, **fit)
    write(case + ".train.csv", NAMES, transformer.transform(TRAIN))
    write(case + ".new.csv", NAMES, transformer.transform(NEW))
    columns = {p: getattr(transformer, p + "_") for p in params if getattr(transformer, p + "_") is not None}
    write(case + ".params.csv", ["column"] + list(columns),
          [[NAMES[j]] + [c[j] for c in columns.values()] for j in range(len(NAMES))])


stats = ["mean", "var", "scale"]
scaled("standardize", StandardScaler(), stats)
scaled("standardize-no-mean", StandardScaler(with_mean=False), stats)
scaled("standardize-no-std", StandardScaler(with_std=False), ["mean"])
scaled("standardize-weighted", StandardScaler(), stats, sample_weight=W)
ranges = ["data_min", "data_max", "min", "scale"]
scaled("minmax", MinMaxScaler(), ranges)
scaled("minmax-range", MinMaxScaler(feature_range=(-1, 2)), ranges)
scaled("minmax-clip", MinMaxScaler(clip=True), ranges)

# ---- impute ---------------------------------------------------------------------------------------------------------
INAMES = ["a", "b", "c", "d"]
IT = np.array([[1, 5, nan, 2], [2, nan, 4, 2], [nan, 5, 4, 9], [10, 7, 6, nan], [3, 1, 6, 9], [nan, nan, 1, 9.0]])
IN = np.array([[nan, nan, nan, nan], [0, nan, 3, 4.0]])
write("impute-numbers.train.csv", INAMES, IT)
write("impute-numbers.new.csv", INAMES, IN)
for case, imputer in (("mean", SimpleImputer(strategy="mean")), ("median", SimpleImputer(strategy="median")),
                      ("most-frequent", SimpleImputer(strategy="most_frequent")),
                      ("constant", SimpleImputer(strategy="constant", fill_value=-99.5)),
                      ("mean-indicator", SimpleImputer(strategy="mean", add_indicator=True))):
    imputer.fit(IT)
    heads = list(imputer.get_feature_names_out(INAMES))
    write("impute-" + case + ".train.csv", heads, imputer.transform(IT))
    write("impute-" + case + ".new.csv", heads, imputer.transform(IN))
    write("impute-" + case + ".params.csv", ["column", "value"], zip(INAMES, imputer.statistics_))
WORDS = np.array([["red", "small"], [None, "large"], ["blue", None], ["red", "large"], [None, "small"], ["green", "medium"]],
                 dtype=object)
write("impute-words.train.csv", ["colour", "size"], WORDS)
for case, imputer in (("most-frequent", SimpleImputer(missing_values=None, strategy="most_frequent")),
                      ("constant", SimpleImputer(missing_values=None, strategy="constant", fill_value="unknown"))):
    write("impute-words-" + case + ".train.csv", ["colour", "size"], imputer.fit_transform(WORDS))

# ---- encoders -------------------------------------------------------------------------------------------------------
CNAMES = ["sex", "island", "size"]
CT = np.array([["male", "Biscoe", "s"], ["female", "Dream", "m"], ["male", "Torgersen", "l"], ["female", "Dream", "s"],
               ["male", "Biscoe", "s"], ["male", "Dream", "xl"], ["female", "Biscoe", "m"], ["male", "Dream", "s"]],
              dtype=object)
CN = np.array([["female", "Torgersen", "xl"], ["male", "Atlantis", "s"], ["other", "Dream", "xxl"]], dtype=object)
write("words.train.csv", CNAMES, CT)
write("words.new.csv", CNAMES, CN)


def encoded(case, encoder, new=CN):
    encoder.fit(CT)
    heads = list(encoder.get_feature_names_out(CNAMES))
    write(case + ".train.csv", heads, encoder.transform(CT))
    write(case + ".new.csv", heads, encoder.transform(new))


dense = dict(sparse_output=False)
encoded("onehot", OneHotEncoder(handle_unknown="ignore", **dense))
encoded("onehot-drop-first", OneHotEncoder(drop="first", handle_unknown="ignore", **dense))
encoded("onehot-drop-if-binary", OneHotEncoder(drop="if_binary", handle_unknown="ignore", **dense))
encoded("onehot-min-frequency-2", OneHotEncoder(min_frequency=2, handle_unknown="infrequent_if_exist", **dense))
encoded("ordinal", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1))
given = [["male", "female"], ["Torgersen", "Dream", "Biscoe"], ["s", "m", "l", "xl"]]
encoded("ordinal-given-order", OrdinalEncoder(categories=given, handle_unknown="use_encoded_value", unknown_value=-1))

# ---- polynomial -----------------------------------------------------------------------------------------------------
PNAMES = ["a", "b", "c"]
P = np.array([[2.0, 3, 5], [-1, 0.5, 4], [0, 1, -2], [1.5, -2.5, 0.1]])
write("polynomial.input.csv", PNAMES, P)
for degree in (1, 2, 3):
    for only in (False, True):
        for bias in (True, False):
            t = PolynomialFeatures(degree=degree, interaction_only=only, include_bias=bias).fit(P)
            case = "polynomial-%d%s%s" % (degree, "-interactions" if only else "", "" if bias else "-no-bias")
            write(case + ".csv", list(t.get_feature_names_out(PNAMES)), t.transform(P))

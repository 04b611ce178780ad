"""Writes the NIST StRD linear-regression fixtures and checks them in high precision.

The data and the certified values are those of the NIST Statistical Reference Datasets (a work of the US Government):
https://www.itl.nist.gov/div898/strd/lls/lls.shtml. They are transcribed below as text, never computed; the text was
taken from two public test suites that reproduce the NIST files and were compared with each other: the OLS tests of the
C++ library SHG (shg/ols.h, "strdlr") and Paul Kienzle's public-domain wpolyfit tests of Octave-Forge; Filip's residual
deviation, R-squared and analysis of variance also from a Markdown copy of the NIST page and the SHG "strdlr" tests.
The solve at the end (mpmath, 60 digits) only proves that nothing was mistyped.

Run: /usr/bin/python3 nist.py   (mpmath 1.2.1, Python 3.11)
"""
import os
from mpmath import mp, mpf, matrix, inverse, sqrt

mp.dps = 60
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "nist")
os.makedirs(OUT, exist_ok=True)

OZONE = "Norris, J., NIST. Calibration of Ozone Monitors"
WAMPLER = "Wampler, R. H. (1970), JASA 65, 549-565"
DATA = {}

DATA["norris"] = dict(
    reference=OZONE, degree=1, intercept=True,
    x="0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777.0 558.2 0.4 0.6 775.5 666.9 338.0 447.5 11.6 556.0 228.1 "
      "995.8 887.6 120.2 0.3 0.3 556.8 339.1 887.2 999.0 779.0 11.1 118.3 229.2 669.1 448.9 0.5",
    y="0.1 338.8 118.1 888.0 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3 "
      "998.0 888.8 119.6 0.3 0.6 557.6 339.3 888.0 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2",
    b="-0.262323073774029 0.232818234301152  1.00211681802045 0.429796848199937E-03",
    sd="0.884796396144373", r2="0.999993745883712", f="5436385.54079785",
    df="1 34", ss="4255954.13232369 26.6173985294224")

DATA["pontius"] = dict(
    reference="Pontius, P., NIST. Load Cell Calibration", degree=2, intercept=True,
    x=" ".join(str(150000 * i) for i in list(range(1, 21)) * 2),
    y=".11019 .21956 .32949 .43899 .54803 .65694 .76562 .87487 .98292 1.09146 1.20001 1.30822 1.41599 1.52399 1.63194 "
      "1.73947 1.84646 1.95392 2.06128 2.16844 .11052 .22018 .32939 .43886 .54798 .65739 .76596 .87474 .98300 1.09150 "
      "1.20004 1.30818 1.41613 1.52408 1.63159 1.73965 1.84696 1.95445 2.06177 2.16829",
    b="0.673565789473684E-03 0.107938612033077E-03  0.732059160401003E-06 0.157817399981659E-09 "
      "-0.316081871345029E-14 0.486652849992036E-16",
    sd="0.205177424076185E-03", r2="0.999999900178537", f="185330865.995752",
    df="2 37", ss="15.6040343244198 0.155761768796992E-05")

DATA["noint1"] = dict(
    reference="Eberhardt, K., NIST", degree=1, intercept=False,
    x=" ".join(str(i) for i in range(60, 71)), y=" ".join(str(i) for i in range(130, 141)),
    b="2.07438016528926 0.165289256198347E-01",
    sd="3.56753034006338", r2="0.999365492298663", f="15750.2500000000", df="1 10", ss="200457.727272727 127.272727272727")

DATA["noint2"] = dict(
    reference="Eberhardt, K., NIST", degree=1, intercept=False, x="4 5 6", y="3 4 4",
    b="0.727272727272727 0.420827318078432E-01",
    sd="0.369274472937998", r2="0.993348115299335", f="298.6666666666667", df="1 2", ss="40.7272727272727 0.272727272727273")

DATA["filip"] = dict(
    reference="Filippelli, A., NIST", degree=10, intercept=True,
    x="-6.860120914 -4.324130045 -4.358625055 -4.358426747 -6.955852379 -6.661145254 -6.355462942 -6.118102026 "
      "-7.115148017 -6.815308569 -6.519993057 -6.204119983 -5.853871964 -6.109523091 -5.79832982 -5.482672118 "
      "-5.171791386 -4.851705903 -4.517126416 -4.143573228 -3.709075441 -3.499489089 -6.300769497 -5.953504836 "
      "-5.642065153 -5.031376979 -4.680685696 -4.329846955 -3.928486195 -8.56735134 -8.363211311 -8.107682739 "
      "-7.823908741 -7.522878745 -7.218819279 -6.920818754 -6.628932138 -6.323946875 -5.991399828 -8.781464495 "
      "-8.663140179 -8.473531488 -8.247337057 -7.971428747 -7.676129393 -7.352812702 -7.072065318 -6.774174009 "
      "-6.478861916 -6.159517513 -6.835647144 -6.53165267 -6.224098421 -5.910094889 -5.598599459 -5.290645224 "
      "-4.974284616 -4.64454848 -4.290560426 -3.885055584 -3.408378962 -3.13200249 -8.726767166 -8.66695597 "
      "-8.511026475 -8.165388579 -7.886056648 -7.588043762 -7.283412422 -6.995678626 -6.691862621 -6.392544977 "
      "-6.067374056 -6.684029655 -6.378719832 -6.065855188 -5.752272167 -5.132414673 -4.811352704 -4.098269308 "
      "-3.66174277 -3.2644011",
    y="0.8116 0.9072 0.9052 0.9039 0.8053 0.8377 0.8667 0.8809 0.7975 0.8162 0.8515 0.8766 0.8885 0.8859 0.8959 0.8913 "
      "0.8959 0.8971 0.9021 0.909 0.9139 0.9199 0.8692 0.8872 0.89 0.891 0.8977 0.9035 0.9078 0.7675 0.7705 0.7713 "
      "0.7736 0.7775 0.7841 0.7971 0.8329 0.8641 0.8804 0.7668 0.7633 0.7678 0.7697 0.77 0.7749 0.7796 0.7897 0.8131 "
      "0.8498 0.8741 0.8061 0.846 0.8751 0.8856 0.8919 0.8934 0.894 0.8957 0.9047 0.9129 0.9209 0.9219 0.7739 0.7681 "
      "0.7665 0.7703 0.7702 0.7761 0.7809 0.7961 0.8253 0.8602 0.8809 0.8301 0.8664 0.8834 0.8898 0.8964 0.8963 0.9074 "
      "0.9119 0.9228",
    b="-1467.48961422980 298.084530995537  -2772.17959193342 559.779865474950  -2316.37108160893 466.477572127796 "
      "-1127.97394098372 227.204274477751  -354.478233703349 71.6478660875927  -75.1242017393757 15.2897178747400 "
      "-10.8753180355343 2.23691159816033  -1.06221498588947 0.221624321934227  -0.670191154593408E-01 "
      "0.142363763154724E-01  -0.246781078275479E-02 0.535617408889821E-03  -0.402962525080404E-04 0.896632837373868E-05",
    sd="0.334801051324544E-02", r2="0.996727416185620", f="2162.43954511489",
    df="10 71", ss="0.242391619837339 0.795851382172941E-03")

DATA["longley"] = dict(
    reference="Longley, J. W. (1967), JASA 62, 819-841", degree=1, intercept=True,
    x="""83.0 234289 2356 1590 107608 1947
88.5 259426 2325 1456 108632 1948
88.2 258054 3682 1616 109773 1949
89.5 284599 3351 1650 110929 1950
96.2 328975 2099 3099 112075 1951
98.1 346999 1932 3594 113270 1952
99.0 365385 1870 3547 115094 1953
100.0 363112 3578 3350 116219 1954
101.2 397469 2904 3048 117388 1955
104.6 419180 2822 2857 118734 1956
108.4 442769 2936 2798 120445 1957
110.8 444546 4681 2637 121950 1958
112.6 482704 3813 2552 123366 1959
114.2 502601 3931 2514 125368 1960
115.7 518173 4806 2572 127852 1961
116.9 554894 4007 2827 130081 1962""",
    y="60323 61122 60171 61187 63221 63639 64989 63761 66019 67857 68169 66513 68655 69564 69331 70551",
    b="-3482258.63459582 890420.383607373  15.0618722713733 84.9149257747669  -0.358191792925910E-01 "
      "0.334910077722432E-01  -2.02022980381683 0.488399681651699  -1.03322686717359 0.214274163161675 "
      "-0.511041056535807E-01 0.226073200069370  1829.15146461355 455.478499142212",
    sd="304.854073561965", r2="0.995479004577296", f="330.285339234588",
    df="6 9", ss="184172401.944494 836424.055505915")

X20 = " ".join(str(i) for i in range(21))
ONES = "1.00000000000000"
SE3 = ["2152.32624678170", "2363.55173469681", "779.343524331583", "101.475507550350", "5.64566512170752", "0.112324854679312"]
SE4 = ["215232.624678170", "236355.173469681", "77934.3524331583", "10147.5507550350", "564.566512170752", "11.2324854679312"]
SE5 = ["21523262.4678170", "23635517.3469681", "7793435.24331583", "1014755.07550350", "56456.6512170752", "1123.24854679312"]


def wampler(y, b, **rest):
    return dict(reference=WAMPLER, degree=5, intercept=True, x=X20, y=y, b=b, **rest)


def ones(deviations):
    return "  ".join(ONES + " " + s for s in deviations)


DATA["wampler1"] = wampler(
    "1 6 63 364 1365 3906 9331 19608 37449 66430 111111 177156 271453 402234 579195 813616 1118481 1508598 2000719 "
    "2613660 3368421", ones(["0.000000000000000"] * 6), sd="0.000000000000000", r2="1.00000000000000", f="Infinity",
    df="5 15", ss="18814317208116.7 0.000000000000000")
DATA["wampler2"] = wampler(
    "1.00000 1.11111 1.24992 1.42753 1.65984 1.96875 2.38336 2.94117 3.68928 4.68559 6.00000 7.71561 9.92992 12.75603 "
    "16.32384 20.78125 26.29536 33.05367 41.26528 51.16209 63.00000",
    "1.00000000000000 0.000000000000000  0.100000000000000 0.000000000000000  0.100000000000000E-01 0.000000000000000 "
    "0.100000000000000E-02 0.000000000000000  0.100000000000000E-03 0.000000000000000  0.100000000000000E-04 "
    "0.000000000000000", sd="0.000000000000000", r2="1.00000000000000", f="Infinity",
    df="5 15", ss="6602.91858365167 0.000000000000000")
DATA["wampler3"] = wampler(
    "760 -2042 2111 -1684 3888 1858 11379 17560 39287 64382 113159 175108 273291 400186 581243 811568 1121004 1506550 "
    "2002767 2611612 3369180", ones(SE3), sd="2360.14502379268", r2="0.999995559025820", f="675524.458240122",
    df="5 15", ss="18814317208116.7 83554268.0000000")
DATA["wampler4"] = wampler(
    "75901 -204794 204863 -204436 253665 -200894 214131 -185192 221249 -138370 315911 -27644 455253 197434 783995 608816 "
    "1370781 1303798 2205519 2408860 3444321", ones(SE4), sd="236014.502379268", r2="0.957478440825662",
    f="67.5524458240122", df="5 15", ss="18814317208116.7 835542680000.000")
DATA["wampler5"] = wampler(
    "7590001 -20479994 20480063 -20479636 25231365 -20476094 20489331 -20460392 18417449 -20413570 20591111 -20302844 "
    "18651453 -20077766 21059195 -19666384 26348481 -18971402 22480719 -17866340 10958421", ones(SE5),
    sd="23601450.2379268", r2="0.224668921574940E-02", f="6.7552445824012241E-03",
    df="5 15", ss="18814317208116.7 0.835542680000000E+16")


def rows_of(d):
    ys = d["y"].split()
    xs = [line.split() for line in d["x"].split("\n")] if "\n" in d["x"] else [[v] for v in d["x"].split()]
    assert len(xs) == len(ys)
    return xs, ys


def close(name, published, exact, digits=13.9):
    p = mpf(published)
    error = abs(p - exact) / (abs(exact) if exact != 0 else mpf(1))
    assert error < mpf(10) ** -digits or abs(exact) < mpf(10) ** -40 and p == 0, (name, published, mp.nstr(exact, 20))


def check(name, d):
    """Solves the normal equations in 60 digits and compares every published figure to 14 digits or so."""
    xs, ys = rows_of(d)
    design = []
    for row in xs:
        terms = [mpf(v) ** k for v in row for k in range(1, d["degree"] + 1)]
        design.append(([mpf(1)] if d["intercept"] else []) + terms)
    X, y = matrix(design), matrix([mpf(v) for v in ys])
    G = inverse(X.T * X)
    b = G * (X.T * y)
    r = y - X * b
    n, p = X.rows, X.cols
    rss = sum(v * v for v in r)
    mean = sum(y) / n if d["intercept"] else mpf(0)
    tss = sum((v - mean) ** 2 for v in y)
    s2 = rss / (n - p)
    if rss < mpf(10) ** -40 * tss:
        rss = s2 = mpf(0)
    published = d["b"].split()
    for j in range(p):
        close(name + " B%d" % j, published[2 * j], b[j])
        close(name + " sd B%d" % j, published[2 * j + 1], sqrt(s2 * G[j, j]))
    close(name + " sd", d["sd"], sqrt(s2))
    close(name + " r2", d["r2"], 1 - rss / tss)
    reg_df, res_df = map(int, d["df"].split())
    assert reg_df == p - (1 if d["intercept"] else 0) and res_df == n - p
    ess, published_rss = d["ss"].split()
    close(name + " ess", ess, tss - rss)
    close(name + " rss", published_rss, rss)
    if rss != 0:
        close(name + " F", d["f"], (tss - rss) / reg_df / s2)


for name, d in DATA.items():
    check(name, d)
    xs, ys = rows_of(d)
    heads = ["x"] if len(xs[0]) == 1 else ["x%d" % (j + 1) for j in range(len(xs[0]))]
    with open(os.path.join(OUT, name + ".csv"), "w") as f:
        f.write(",".join(["y"] + heads) + "\n")
        for row, y in zip(xs, ys):
            f.write(",".join([y] + row) + "\n")
    values = d["b"].split()
    first = 0 if d["intercept"] else 1
    reg_df, res_df = d["df"].split()
    ess, rss = d["ss"].split()
    with open(os.path.join(OUT, name + ".certified.csv"), "w") as f:
        f.write("name,value,standard_deviation\n")
        for j in range(len(values) // 2):
            f.write("B%d,%s,%s\n" % (j + first, values[2 * j], values[2 * j + 1]))
        for key, value in [("residual_standard_deviation", d["sd"]), ("r_squared", d["r2"]), ("f_statistic", d["f"]),
                           ("regression_degrees_of_freedom", reg_df), ("residual_degrees_of_freedom", res_df),
                           ("regression_sum_of_squares", ess), ("residual_sum_of_squares", rss),
                           ("polynomial_degree", str(d["degree"])), ("intercept", "1" if d["intercept"] else "0")]:
            f.write("%s,%s,\n" % (key, value))
        f.write("# NIST StRD %s: %s\n" % (name.capitalize(), d["reference"]))
        f.write("# https://www.itl.nist.gov/div898/strd/lls/data/%s.shtml; how the text reached us: src/test/oracles/nist.py\n"
                % {"noint1": "NoInt1", "noint2": "NoInt2"}.get(name, name.capitalize()))
    print(name, "agrees")

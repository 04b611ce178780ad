package org.glia.experiments.statistics;

/// The AUC of C4.5 with four ways of setting its parameters on 14 data sets: Demsar (2006), Table 6.
final class Demsar {

    static final double[][] AUC = {
            {.763, .768, .771, .798}, {.599, .591, .590, .569}, {.954, .971, .968, .967}, {.628, .661, .654, .657},
            {.882, .888, .886, .898}, {.936, .931, .916, .931}, {.661, .668, .609, .685}, {.583, .583, .563, .625},
            {.775, .838, .866, .875}, {1, 1, 1, 1}, {.940, .962, .965, .962}, {.619, .666, .614, .669},
            {.972, .981, .975, .975}, {.957, .978, .946, .970}};

    static final String[] DATA = {"adult", "breast-cancer", "wisconsin", "cmc", "ionosphere", "iris", "liver", "lung",
            "lymphography", "mushroom", "tumor", "rheum", "voting", "wine"};

    static final String[] RECIPES = {"C4.5", "C4.5+m", "C4.5+cf", "C4.5+m+cf"};

    private Demsar() {
    }

    /// The ranks that the paper prints: those of voting are from scores with more digits.
    static double[][] publishedRanks() {
        var ranks = new double[AUC.length][];
        for (int data = 0; data < AUC.length; data++) {
            var badness = new double[4];
            for (int recipe = 0; recipe < 4; recipe++) {
                badness[recipe] = -AUC[data][recipe];
            }
            ranks[data] = DATA[data].equals("voting") ? new double[] {4, 1, 2, 3} : Ranks.of(badness, 1e-12).values();
        }
        return ranks;
    }

    static double[] column(int recipe) {
        var column = new double[AUC.length];
        for (int data = 0; data < AUC.length; data++) {
            column[data] = AUC[data][recipe];
        }
        return column;
    }
}

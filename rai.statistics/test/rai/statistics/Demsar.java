package rai.statistics;

import java.util.Arrays;

/**
 * The example of Demšar, "Statistical comparisons of classifiers over multiple data sets", JMLR 7 (2006), table 6: the AUC of
 * C4.5, with tuned m, with tuned cf, and with both tuned, on 14 data sets.
 */
final class Demsar {
    static final double[][] AUC = {
        {.763, .768, .771, .798},
        {.599, .591, .590, .569},
        {.954, .971, .968, .967},
        {.628, .661, .654, .657},
        {.882, .888, .886, .898},
        {.936, .931, .916, .931},
        {.661, .668, .609, .685},
        {.583, .583, .563, .625},
        {.775, .838, .866, .875},
        {1.000, 1.000, 1.000, 1.000},
        {.940, .962, .965, .962},
        {.619, .666, .614, .669},
        {.972, .981, .9751, .975},
        {.957, .978, .946, .970},
    };

    private Demsar() {}

    static double[] column(int treatment) {
        return Arrays.stream(AUC).mapToDouble(row -> row[treatment]).toArray();
    }
}

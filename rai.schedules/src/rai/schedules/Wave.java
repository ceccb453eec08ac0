package rai.schedules;

import rai.api.array.Elementary;

/** Half a cosine wave. */
final class Wave {
    private Wave() {}

    /** From one value to another as the share goes from 0 to 1, slowly at both ends. */
    static double falling(Elementary functions, double from, double to, double share) {
        return to + (from - to) * (1 + functions.cos(Math.PI * share)) / 2;
    }
}

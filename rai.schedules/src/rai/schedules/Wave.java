package rai.schedules;

/** Half a cosine wave. */
final class Wave {
    private Wave() {}

    /** From one value to another as the share goes from 0 to 1, slowly at both ends. */
    static double falling(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }
}

package rai.report.chart;

/** Colours of numbers. */
final class Ramp {
    /** Viridis, of matplotlib (Smith and van der Walt, 2015): readable without colours, as lightness rises evenly. */
    private static final int[] SEQUENTIAL = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };
    /** Blue - white - orange of ColorBrewer (Brewer, 2003), as in the landscapes of runs. */
    private static final int[] DIVERGING = {0x4393C3, 0x9BCBE2, 0xFAFAFA, 0xFDC179, 0xE48622};

    static final int NOT_A_NUMBER = 0xE600D6;

    private Ramp() {}

    /** From dark, 0, to bright, 1. */
    static int sequential(double share) {
        return mix(SEQUENTIAL, share);
    }

    /** The colour of a probability. */
    static int probability(double p) {
        return Double.isNaN(p) ? NOT_A_NUMBER : mix(DIVERGING, p);
    }

    private static int mix(int[] stops, double share) {
        double position = Math.max(0, Math.min(1, share)) * (stops.length - 1);
        int stop = Math.min((int) position, stops.length - 2);
        double part = position - stop;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = stops[stop] >> shift & 0xFF;
            int to = stops[stop + 1] >> shift & 0xFF;
            colour |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return colour;
    }

    /** Whether white text is easier to read on a colour than black. */
    static boolean isDark(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb) < 0.179;
    }

    private static double linear(int channel) {
        return Math.pow((channel & 0xFF) / 255.0, 2.2);
    }
}

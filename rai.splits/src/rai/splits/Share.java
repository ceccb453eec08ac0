package rai.splits;

/**
 * A share that is taken from one class after another. What rounding leaves is owed to the next class, so that the part has the
 * right size in all, and the right share of each class within one row.
 */
final class Share {
    private final double share;
    private double owed;

    Share(double share) {
        this.share = share;
    }

    /**
     * @param rows the rows of the class
     * @param most how many of them can be taken at most
     * @return how many are taken
     */
    int of(int rows, int most) {
        owed += rows * share;
        int taken = (int) Math.max(0, Math.min(most, Math.rint(owed)));
        owed -= taken;
        return taken;
    }
}

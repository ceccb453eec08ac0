package rai.itest.absent;

/** A class that an extension was compiled against and that is nowhere at run time. */
public final class Absent {
    private Absent() {}

    /** z. */
    public static double of(double z) {
        return z;
    }
}

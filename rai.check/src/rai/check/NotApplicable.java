package rai.check;

/** A check can't be asked of a service; the message says why. */
public final class NotApplicable extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why */
    public NotApplicable(String message) {
        super(message);
    }
}

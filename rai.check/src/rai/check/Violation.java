package rai.check;

/** A requirement is not met; the message says what is wrong, with numbers. */
public final class Violation extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong */
    public Violation(String message) {
        super(message);
    }
}

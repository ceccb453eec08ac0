package rai.core.guard;

/** What a service does that it must not; the message follows its name: "alters its input". */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean inNumbers;

    Fault(String message) {
        this(message, false);
    }

    private Fault(String message, boolean inNumbers) {
        super(message);
        this.inNumbers = inNumbers;
    }

    /** A number that is not finite, or negative where it must not be: its settings may have asked for it. */
    static Fault inNumbers(String message) {
        return new Fault(message, true);
    }

    boolean isInNumbers() {
        return inNumbers;
    }
}

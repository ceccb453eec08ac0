package rai.api.spec;

/** Something the user wrote is wrong; the message is one sentence that says what, where, and what to do. */
public class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence */
    public SpecException(String message) {
        super(message);
    }

    /**
     * @param message one sentence
     * @param cause its cause
     */
    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}

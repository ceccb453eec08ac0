package rai.embed;

/** Something can't be done; the message is a sentence that says what was wrong and what to do. */
public final class RaiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RaiException(String message) {
        super(message);
    }

    RaiException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @return the sentence, whatever it came in */
    static RaiException of(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return e instanceof RaiException known ? known : new RaiException(message, e);
    }
}

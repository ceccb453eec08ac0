package rai.api.data;

import rai.api.spec.SpecException;

/** Data can't be read, or do not fit what they are wanted for; the message is one sentence that says what, where, and what to do. */
public final class DataException extends SpecException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence */
    public DataException(String message) {
        super(message);
    }

    /**
     * @param message one sentence
     * @param cause its cause
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @return the same message, as one about data */
    public static DataException of(RuntimeException e) {
        return e instanceof DataException already ? already : new DataException(e.getMessage(), e);
    }
}

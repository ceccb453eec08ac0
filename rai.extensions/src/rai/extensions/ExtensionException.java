package rai.extensions;

/** A jar cannot be installed. The message begins with a verb, such as "is not a jar"; the caller puts the name of the file before it. */
public final class ExtensionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with it */
    public ExtensionException(String message) {
        super(message);
    }
}

package rai.extensions;

/** A jar cannot be taken up. The message begins with a verb, such as "is no jar"; the name of the file goes before it. */
public final class ExtensionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with it */
    public ExtensionException(String message) {
        super(message);
    }
}

package build;

/** The build stops here, for a reason that the message tells, or that has been told already where it is empty. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message, null, false, false);
    }
}

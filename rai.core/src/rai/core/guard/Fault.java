package rai.core.guard;

/** What a service does that it must not; the message follows its name: "alters its input". */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message);
    }
}

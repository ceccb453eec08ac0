package rai.embed;

import java.util.Map;
import java.util.function.BiFunction;

/** What a {@link Rai} asks the platform, until it is closed. */
final class Session {
    private final BiFunction<String, Map<String, Object>, Object> desk;
    private volatile boolean closed;

    Session(BiFunction<String, Map<String, Object>, Object> desk) {
        this.desk = desk;
    }

    /** @throws RaiException with the sentence of whatever went wrong */
    @SuppressWarnings("unchecked")
    <T> T ask(String operation, Map<String, Object> arguments) {
        if (closed) {
            throw new RaiException("this Rai is closed: start another with Rai.start()");
        }
        try {
            return (T) desk.apply(operation, arguments);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw RaiException.of(e);
        }
    }

    void close() {
        closed = true;
    }
}

package rai.shell.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import rai.api.spec.SpecException;

/** A command could not do its work; the message is one line for the user. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(oneLine(message));
    }

    private Failure(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** The sentence for whatever a command has thrown. */
    public static Failure of(Throwable e) {
        if (e instanceof Failure failure) {
            return failure;
        }
        if (e instanceof SpecException) {
            return new Failure(e.getMessage(), e);
        }
        if (e instanceof UncheckedIOException unchecked) {
            IOException cause = unchecked.getCause();
            return new Failure(cause.toString().equals(e.getMessage()) ? sentence(cause) : e.getMessage(), e);
        }
        if (e instanceof IOException io) {
            return new Failure(sentence(io), e);
        }
        if (e instanceof OutOfMemoryError) {
            return new Failure(
                    "not enough memory: use fewer or narrower layers, or fewer examples at a time" + " with --batch",
                    e);
        }
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new Failure(
                "internal error: " + e.getClass().getSimpleName() + message + " (set RAI_DEBUG=1 for the stack trace)",
                e);
    }

    /** As {@link #of(Throwable)}; shows where it came from, if the user has asked for that. */
    public static Failure of(Throwable e, PrintStream err) {
        if (!(e instanceof Failure) && "1".equals(System.getenv("RAI_DEBUG"))) {
            e.printStackTrace(err);
        }
        return of(e);
    }

    private static String sentence(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no file " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "the system denies access to " + e.getMessage();
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way: " + e.getMessage();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Gogo shows exceptions by this. */
    @Override
    public String toString() {
        return getMessage();
    }
}

package rai.shell.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rai.api.data.DataException;
import rai.api.spec.SpecException;

/** A command could not do its work; the message is one line for the user. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    /** What there is in spite of it. */
    private final transient Map<String, Object> document;

    /** A failure that the user can prevent by writing something else. */
    public Failure(String message) {
        this(ExitCode.USAGE, message);
    }

    public Failure(ExitCode exit, String message) {
        this(exit, message, Map.of(), null);
    }

    private Failure(ExitCode exit, String message, Map<String, Object> document, Throwable cause) {
        super(oneLine(message), cause);
        this.exit = exit;
        this.document = document;
    }

    /**
     * @param results what came out in spite of the failure, for a document in JSON that has not been printed yet
     * @return the same failure with them
     */
    public Failure with(Map<String, Object> results) {
        return new Failure(exit, getMessage(), results, getCause());
    }

    /** @return the same failure with the sentence introduced by another text, such as where it happened */
    public Failure at(String where) {
        return saying(where + ": " + getMessage());
    }

    /** @return the same failure with another sentence */
    public Failure saying(String message) {
        return new Failure(exit, message, document, getCause());
    }

    /** @return how the process ends */
    public ExitCode exit() {
        return exit;
    }

    /** @return one document: what came out in spite of the failure, and the {@code error} */
    public Map<String, Object> asMap() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("kind", exit.word());
        error.put("exit_code", exit.code());
        error.put("message", getMessage());
        Map<String, Object> all = new LinkedHashMap<>(document == null ? Map.of() : document);
        all.put("error", error);
        return all;
    }

    /** The sentence for whatever a command has thrown. */
    public static Failure of(Throwable e) {
        if (e instanceof Failure failure) {
            return failure;
        }
        if (e instanceof SpecException) {
            ExitCode exit =
                    isAboutData(e) ? ExitCode.DATA : isOfTheSystem(e.getCause()) ? ExitCode.FAILED : ExitCode.USAGE;
            return failure(exit, e.getMessage(), e);
        }
        if (e instanceof UncheckedIOException unchecked) {
            IOException cause = unchecked.getCause();
            return failure(
                    ExitCode.FAILED, cause.toString().equals(e.getMessage()) ? sentence(cause) : e.getMessage(), e);
        }
        if (e instanceof IOException io) {
            ExitCode exit = io instanceof NoSuchFileException ? ExitCode.USAGE : ExitCode.FAILED;
            return failure(exit, sentence(io), e);
        }
        if (e instanceof OutOfMemoryError) {
            return failure(
                    ExitCode.FAILED,
                    "not enough memory: use fewer or narrower layers, or fewer examples at a time" + " with --batch",
                    e);
        }
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return failure(
                ExitCode.FAILED,
                "internal error: " + e.getClass().getSimpleName() + message + " (set RAI_DEBUG=1 for the stack trace)",
                e);
    }

    private static Failure failure(ExitCode exit, String message, Throwable cause) {
        return new Failure(exit, message, Map.of(), cause);
    }

    /** The exception may have come through others that add where it happened. */
    private static boolean isAboutData(Throwable e) {
        for (Throwable cause = e; cause instanceof SpecException; cause = cause.getCause()) {
            if (cause instanceof DataException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the disk is full, or does not let files be written: the command was right. */
    private static boolean isOfTheSystem(Throwable cause) {
        return cause instanceof FileSystemException && !(cause instanceof NoSuchFileException)
                || cause instanceof IOException
                        && String.valueOf(cause.getMessage()).contains("No space left");
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
        return visible(message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /** Control characters of what the user has written would change how the terminal looks, or not be seen. */
    private static String visible(String message) {
        StringBuilder text = new StringBuilder();
        message.chars()
                .forEach(c -> text.append(
                        Character.isISOControl(c) && c != '\t'
                                ? String.format(Locale.ROOT, "\\u%04x", c)
                                : String.valueOf((char) c)));
        return text.toString();
    }

    /** Gogo shows exceptions by this. */
    @Override
    public String toString() {
        return getMessage();
    }
}

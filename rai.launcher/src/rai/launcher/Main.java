package rai.launcher;

import java.nio.file.Path;

/**
 * Starts RAI: a framework with the distribution that contains this jar and the given arguments. Exits with the exit code of
 * the service that runs them.
 *
 * <p>On failure it prints one line on stderr and the exit code is 1; with {@code RAI_DEBUG=1} in the
 * environment it also prints stack traces.
 */
public final class Main {
    static final boolean DEBUG = "1".equals(System.getenv("RAI_DEBUG"));

    /** Whether the command has been called, or has ended: then others say how the process ends. */
    private static boolean called;
    /** Whether the process is ending: what fails from now on does so because it is. */
    private static volatile boolean ending;

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::end, "rai end"));
        int exit;
        try {
            try (Embedded rai = Embedded.of(location(), null, null)) {
                exit = rai.run(args);
            }
        } catch (Throwable e) {
            say(e);
            exit = 1;
        }
        System.out.flush();
        called();
        System.exit(exit);
    }

    /** From now on others say how the process ends. */
    static synchronized void called() {
        called = true;
    }

    /** The process is ending. */
    static synchronized void end() {
        if (!called) say("interrupted before the command began");
        called = true;
        ending = true;
    }

    /** {@code dist}, of {@code dist/lib/rai.launcher.jar}. */
    private static Path location() throws Exception {
        return Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getParent()
                .getParent();
    }

    static void say(String message) {
        if (!ending) System.err.println("rai: " + message);
    }

    static void say(Throwable e) {
        say(message(e));
        if (DEBUG) e.printStackTrace();
    }

    /** One line, even if the exception has no message or one of several lines. */
    static String message(Throwable e) {
        String message = e.getMessage();
        boolean telling = message != null && !message.isBlank();
        return (telling
                ? message.strip().replaceAll("\\s*\\R\\s*", " ")
                : e.getClass().getName());
    }

    private Main() {}
}

package build;

import aQute.bnd.osgi.Processor;
import aQute.service.reporter.Report.Location;
import java.io.File;
import java.nio.file.Path;

/** What the build says: progress on stdout, errors on stderr with file and line. */
final class Log {
    static boolean quiet;

    static void info(String message) {
        if (!quiet) System.out.println(message);
    }

    static void error(String message) {
        System.out.flush();
        System.err.println(message);
    }

    /** Prints the warnings and errors that bnd has collected, and forgets them; says whether there were errors. */
    static boolean report(Processor processor) {
        boolean failed = !processor.getErrors().isEmpty();
        for (String error : processor.getErrors())
            error(where(processor.getLocation(error)) + "error: "
                    + error.replaceFirst("Not found in \\[.*", "is neither in the workspace nor in cnf/ext"));
        if (!quiet)
            for (String warning : processor.getWarnings())
                error(where(processor.getLocation(warning)) + "warning: " + warning);
        processor.clear();
        return failed;
    }

    private static String where(Location location) {
        if (location == null || location.file == null) return "";
        // bnd counts lines from 0
        return relative(new File(location.file).toPath()) + (location.line > 0 ? ":" + (location.line + 1) : "") + ": ";
    }

    static Path relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(Main.ROOT) ? Main.ROOT.relativize(absolute) : absolute;
    }

    static String seconds(long startNanos) {
        return String.format(java.util.Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
    }

    private Log() {}
}

package build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The format of all Java sources: one, made by palantir-java-format. It needs internals of javac, so it runs in a JVM of its
 * own. A file whose content has passed once is not looked at again.
 */
final class Format {
    private static final Path CLASSPATH = Main.CACHE.resolve("ext/format.classpath");
    private static final Path PASSED = Main.CACHE.resolve("format");
    private static final Set<String> NOT_OURS = Set.of("cache", "bin", "bin_test", "generated", "target", "dist");

    /** Formats all sources. */
    static void apply() throws Exception {
        List<Path> files = changed();
        if (!files.isEmpty()) run(files, List.of("--replace"));
        remember();
        Log.info("formatted " + files.size() + " files");
    }

    /** Fails if a source is not formatted. */
    static void check() throws Exception {
        List<Path> files = changed();
        if (files.isEmpty()) return;
        List<String> wrong = run(files, List.of("--dry-run"));
        if (!wrong.isEmpty()) throw new Failure("not formatted: " + String.join(", ", wrong) + ": run ./bndw format");
        remember();
    }

    private static List<String> run(List<Path> files, List<String> options) throws Exception {
        Path list = Main.CACHE.resolve("format.files");
        Files.write(list, files.stream().map(Path::toString).toList(), UTF_8);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        for (String internals : List.of("api", "code", "file", "parser", "tree", "util"))
            command.addAll(List.of("--add-exports", "jdk.compiler/com.sun.tools.javac." + internals + "=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 23) command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(
                List.of("-cp", Files.readString(CLASSPATH, UTF_8), "com.palantir.javaformat.java.Main", "--palantir"));
        command.addAll(options);
        command.add("@" + list);
        Process process = new ProcessBuilder(command)
                .directory(Main.ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) throw new Failure("the sources could not be formatted: see the messages above");
        return lines;
    }

    private static List<Path> changed() throws IOException {
        Set<String> passed = Files.exists(PASSED) ? Set.copyOf(Files.readAllLines(PASSED, UTF_8)) : Set.of();
        List<Path> changed = new ArrayList<>();
        for (Path file : sources()) if (!passed.contains(print(file))) changed.add(file);
        return changed;
    }

    private static void remember() throws IOException {
        Set<String> prints = new TreeSet<>();
        for (Path file : sources()) prints.add(print(file));
        Files.write(PASSED, prints, UTF_8);
    }

    private static String print(Path file) throws IOException {
        return new Fingerprint()
                        .text("palantir " + Files.readString(CLASSPATH, UTF_8))
                        .file(Main.ROOT, Main.ROOT.resolve(file))
                + " " + file;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> tops = Files.list(Main.ROOT)) {
            List<Path> folders = tops.filter(Files::isDirectory)
                    .filter(top -> top.getFileName().toString().matches("rai\\..*|cnf|examples"))
                    .sorted()
                    .collect(Collectors.toList());
            List<Path> sources = new ArrayList<>();
            for (Path folder : folders) {
                for (Path file : Files2.walk(folder)) {
                    Path relative = Main.ROOT.relativize(file);
                    boolean ours = Stream.iterate(relative, p -> p != null, Path::getParent)
                            .noneMatch(p -> NOT_OURS.contains(p.getFileName().toString()));
                    if (ours && file.toString().endsWith(".java")) sources.add(relative);
                }
            }
            return sources;
        }
    }

    private Format() {}
}

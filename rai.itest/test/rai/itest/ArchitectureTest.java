package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls that docs/architecture.md promises, as jdeps finds them in the compiled classes of all rooms. */
class ArchitectureTest {
    private static final int LONG = 400;
    private static final String REASON = "// Long because";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`rai\\.[^|]*) \\|[^|]*\\| ([^|]*) \\|$");
    private static final Pattern ROOM = Pattern.compile("`(rai\\.[a-z0-9.]+)`");
    private static final Pattern IMPORT = Pattern.compile("^ +(\\S+) +-> (\\S+) ");

    /** The packages that each package imports, by room. */
    private static final Map<String, Map<String, Set<String>>> IMPORTS = new TreeMap<>();

    @BeforeAll
    static void analyse() throws IOException {
        for (Path room : rooms()) {
            IMPORTS.put(room.getFileName().toString(), imports(room.resolve("bin")));
        }
    }

    private static List<Path> rooms() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(""))) {
            return all.filter(path -> path.toString().startsWith("rai."))
                    .filter(path -> !sources(path.resolve("src")).isEmpty())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Set<String>> imports(Path classes) {
        StringWriter out = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int status = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(System.err),
                "--multi-release",
                "17",
                "-verbose:package",
                classes.toString());
        assertThat(status).as("jdeps on %s", classes).isZero();
        Map<String, Set<String>> imports = new TreeMap<>();
        out.toString()
                .lines()
                .map(IMPORT::matcher)
                .filter(Matcher::find)
                .forEach(line -> imports.computeIfAbsent(line.group(1), name -> new TreeSet<>())
                        .add(line.group(2)));
        assertThat(imports).as("the imports of %s", classes).isNotEmpty();
        return imports;
    }

    @Test
    void noPackagesOfARoomImportEachOtherInACircle() {
        List<String> circles = new ArrayList<>();
        IMPORTS.forEach((room, imports) -> imports.keySet().stream()
                .filter(name -> reachable(name, imports).contains(name))
                .forEach(circles::add));
        assertThat(circles).as("packages that import themselves through others").isEmpty();
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> imports) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(imports.get(from));
        while (!next.isEmpty()) {
            String name = next.remove(next.size() - 1);
            if (reached.add(name)) {
                next.addAll(imports.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }

    @Test
    void aPackageOfTheCoreImportsOnlyPackagesAboveItInTheTable() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        String table = page.substring(page.indexOf("| package of `rai.core` |"));
        List<String> order = Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
                .matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .map(match -> "rai.core." + match.group(1))
                .toList();
        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(IMPORTS.get("rai.core").keySet());
        IMPORTS.get("rai.core")
                .forEach((name, imported) ->
                        assertThat(imported).as(name).noneMatch(other -> order.indexOf(other) > order.indexOf(name)));
    }

    @Test
    void aRoomImportsOnlyTheRoomsInItsRowOfTheTable() throws IOException {
        Map<String, Set<String>> table = table();
        List<String> strangers = new ArrayList<>();
        IMPORTS.forEach((room, imports) -> imports.forEach((name, imported) -> imported.stream()
                .filter(other -> other.startsWith("rai."))
                .map(ArchitectureTest::room)
                .filter(other -> !other.equals(room))
                .filter(other -> !table.getOrDefault(room, Set.of()).contains(other))
                .forEach(other -> strangers.add(name + " imports " + other))));
        assertThat(table.keySet())
                .as("rooms with a row in docs/architecture.md")
                .containsAll(IMPORTS.keySet());
        assertThat(strangers).isEmpty();
    }

    /** What each room may import of RAI, as docs/architecture.md has it. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/architecture.md")));
        while (row.find()) {
            Set<String> allowed = new TreeSet<>(names(row.group(2)));
            names(row.group(1)).forEach(room -> table.put(room, allowed));
        }
        return table;
    }

    private static List<String> names(String cell) {
        return ROOM.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    private static String room(String packageName) {
        return IMPORTS.entrySet().stream()
                .filter(room -> room.getValue().containsKey(packageName))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(packageName);
    }

    @Test
    void onlyTheCatalogAndTheJobsOfTheCoreKnowTheFramework() {
        IMPORTS.get("rai.core").forEach((name, imported) -> {
            if (!Set.of("rai.core.catalog", "rai.core.jobs").contains(name)) {
                assertThat(imported).as(name).noneMatch(other -> other.startsWith("org.osgi.framework"));
            }
        });
    }

    @Test
    void theMathematicsOfTheCoreKnowsNeitherOsgiNorRuns() {
        for (String name : List.of("rai.core.compute", "rai.core.network")) {
            assertThat(IMPORTS.get("rai.core").get(name))
                    .as(name)
                    .noneMatch(other -> other.startsWith("org.osgi"))
                    .noneMatch(other -> other.startsWith("rai.core.") && !other.equals("rai.core.network"));
        }
    }

    @Test
    void aSourceFileOverFourHundredLinesSaysWhy() throws IOException {
        Set<String> unexplained = new TreeSet<>();
        for (Path room : rooms()) {
            for (String folder : List.of("src", "test")) {
                for (Path source : sources(room.resolve(folder))) {
                    String text = Files.readString(source);
                    if (text.lines().count() > LONG && !text.contains(REASON)) {
                        unexplained.add(source.toString());
                    }
                }
            }
        }
        assertThat(unexplained)
                .as("over %d lines, without a comment that begins with %s", LONG, REASON)
                .isEmpty();
    }
}

package rai.itest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Documentation, comments, messages and the names of tests avoid phrases that are never right; the table under "Language" in
 * CONTRIBUTING.md says what to write instead.
 */
class LanguageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** Between two words: space, or a line break, in scripts and sources with the sign of a comment. */
    private static final String SPACE = "(?:\\s|#|//|\\*(?!/))+";

    /** Phrases that are always wrong; each is matched in whole words, across line breaks too. */
    private static final Pattern RELAPSE = anyOf(
            "anew",
            "whereat",
            "forth and back",
            "the way forth",
            "goes on",
            "hands? over",
            "is told",
            "is no (?!longer|more|less|better|worse|such|other)[a-z]+");

    /** More phrases that are wrong in comments, messages and names of tests. */
    private static final Pattern RELAPSE_IN_SOURCES = anyOf(
            "tells?",
            "told",
            "go on",
            "let (?:it|the run) go on",
            "is handed",
            "are handed",
            "takes? up",
            "taken up",
            "of itself",
            "@throws [\\w.]+ where",
            "(?:null|empty) where",
            "such as is",
            "shall",
            "forth");

    /** A comment, or a text in quotes. */
    private static final Pattern PROSE =
            Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

    private static final Pattern TEST =
            Pattern.compile("@(?:Parameterized)?Test\\b[^{;]*?void (\\w+)\\(", Pattern.DOTALL);

    private static Pattern anyOf(String... phrases) {
        return Pattern.compile(
                Stream.of(phrases)
                        .map(phrase -> (phrase.startsWith("is no") ? "(?<!\\bthere[\\s#/*]{1,30})" : "") + "(?<!\\w)"
                                + phrase.replace(" ", SPACE) + "\\b")
                        .collect(joining("|")),
                Pattern.CASE_INSENSITIVE);
    }

    @Test
    void theDocumentationIsPlainEnglish() throws IOException {
        List<String> relapses = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            find(RELAPSE, text, file, 0, text, relapses);
        }
        assertThat(relapses).isEmpty();
    }

    @Test
    void commentsAndMessagesArePlainEnglish() throws IOException {
        List<String> relapses = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            Matcher prose = PROSE.matcher(text);
            while (prose.find()) {
                find(RELAPSE, prose.group(), file, prose.start(), text, relapses);
                find(RELAPSE_IN_SOURCES, prose.group(), file, prose.start(), text, relapses);
            }
        }
        assertThat(relapses).isEmpty();
    }

    @Test
    void namesOfTestsArePlainEnglish() throws IOException {
        List<String> relapses = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            Matcher name = TEST.matcher(text);
            while (name.find()) {
                String words = name.group(1).replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
                find(RELAPSE, words, file, name.start(1), text, relapses);
                find(RELAPSE_IN_SOURCES, words, file, name.start(1), text, relapses);
            }
        }
        assertThat(relapses).isEmpty();
    }

    private static void find(Pattern phrases, String prose, Path file, int offset, String text, List<String> relapses) {
        Matcher matcher = phrases.matcher(prose);
        while (matcher.find()) {
            long line = text.substring(0, offset + Math.min(matcher.start(), text.length() - offset))
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            relapses.add(
                    ROOT.relativize(file) + ":" + line + ": " + matcher.group().replaceAll("\\s+", " "));
        }
    }

    /** All Java sources; not this one, which lists the phrases. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> rooms = Files.list(ROOT)) {
            for (Path room : rooms.filter(path -> path.getFileName().toString().startsWith("rai."))
                    .sorted()
                    .toList()) {
                for (String folder : List.of("src", "test")) {
                    if (Files.isDirectory(room.resolve(folder))) {
                        try (Stream<Path> walk = Files.walk(room.resolve(folder))) {
                            walk.filter(file -> file.toString().endsWith(".java"))
                                    .forEach(sources::add);
                        }
                    }
                }
            }
        }
        sources.removeIf(file -> file.endsWith("LanguageTest.java"));
        return sources;
    }

    /** Pages and scripts; not CONTRIBUTING.md, which lists the phrases. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("README.md", "CHANGELOG.md", "cnf/README.md", "rai", "bndw")) {
            files.add(ROOT.resolve(name));
        }
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(folder))) {
                walk.filter(file -> file.toString().matches(".*\\.(md|sh)")).forEach(files::add);
            }
        }
        return files;
    }
}

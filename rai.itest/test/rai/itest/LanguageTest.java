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
 * The documentation avoids phrases that are never right; the table under "Language" in CONTRIBUTING.md says what to write
 * instead.
 */
class LanguageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** Between two words: space, or a line break, in scripts with the sign of a comment. */
    private static final String SPACE = "(?:\\s|#)+";

    /** Phrases that are always wrong; each is matched in whole words, across line breaks too. */
    private static final Pattern RELAPSE = Pattern.compile(
            Stream.of(
                            "anew",
                            "whereat",
                            "forth and back",
                            "the way forth",
                            "goes on",
                            "hands? over",
                            "is told",
                            "(?<!\\bthere[\\s#]{1,30})is no (?!longer|more|less|better|worse|such|other)[a-z]+")
                    .map(phrase -> "(?<!\\w)" + phrase.replace(" ", SPACE) + "\\b")
                    .collect(joining("|")),
            Pattern.CASE_INSENSITIVE);

    @Test
    void theDocumentationIsPlainEnglish() throws IOException {
        List<String> relapses = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            Matcher matcher = RELAPSE.matcher(text);
            while (matcher.find()) {
                long line = text.substring(0, matcher.start()).lines().count();
                relapses.add(ROOT.relativize(file) + ":" + line + ": "
                        + matcher.group().replaceAll("\\s+", " "));
            }
        }
        assertThat(relapses).isEmpty();
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

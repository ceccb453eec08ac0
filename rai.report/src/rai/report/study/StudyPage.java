package rai.report.study;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rai.api.report.Report;
import rai.api.spec.SpecException;
import rai.report.study.StudyResult.Effort;
import rai.report.study.StudyResult.Picture;

/**
 * The page of a study, {@code NAME.md}, and beside it the folder {@code NAME} with its stored result and its pictures. In the page,
 * the blocks between {@code <!-- result -->} or {@code <!-- result: PART -->} and {@code <!-- /result -->} are made of the result.
 */
public final class StudyPage {
    /** The end of the names of pages. */
    public static final String SUFFIX = ".md";

    private static final String BLOCK = "result";
    private static final String RESULT = "result.json";

    private final Path page;
    private final String name;

    /**
     * @param page the page, which need not exist
     * @throws SpecException if its name does not end with {@code .md}
     */
    public StudyPage(Path page) {
        String file = String.valueOf(page.getFileName());
        if (!file.endsWith(SUFFIX) || file.length() == SUFFIX.length()) {
            throw new SpecException("'" + page + "' is not the name of a page: it must end with " + SUFFIX);
        }
        this.page = page;
        name = file.substring(0, file.length() - SUFFIX.length());
    }

    /** @return the name of the page, without its suffix */
    public String name() {
        return name;
    }

    /** @return the page */
    public Path path() {
        return page;
    }

    private Path folder() {
        return page.resolveSibling(name);
    }

    private Path stored() {
        return folder().resolve(RESULT);
    }

    /**
     * @return the stored result; empty if the study has not been run
     * @throws SpecException if it is damaged
     * @throws IOException if it can't be read
     */
    public Optional<StudyResult> result() throws IOException {
        return Files.isRegularFile(stored())
                ? Optional.of(ResultFile.read(Files.readAllBytes(stored()), stored()))
                : Optional.empty();
    }

    /**
     * @return whether the page has a block for the result
     * @throws IOException if it can't be read
     */
    public boolean hasBlocks() throws IOException {
        return !blocks(text(page)).parts().isEmpty();
    }

    private PageBlocks blocks(String text) {
        return new PageBlocks(page.toString(), text, BLOCK);
    }

    static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new SpecException(file + " is not a text in UTF-8", e);
        }
    }

    /**
     * Stores the result of a study, draws the pictures that the page shows, and fills its blocks. A page that does not exist is made.
     * Pictures that an earlier result had and the page no longer shows are deleted. Files that would be the same are not written.
     *
     * @param report the report of the study
     * @param effort what it has cost
     * @return the files that have changed, the page first
     * @throws SpecException if the page has no block, or shows what the report does not contain
     * @throws IOException if a file can't be read or written; then the page is as it was
     */
    public List<Path> write(Report report, Effort effort) throws IOException {
        String text = Files.exists(page) ? text(page) : draft(report, effort);
        PageBlocks blocks = blocks(text);
        if (blocks.parts().isEmpty()) {
            throw blocks.none();
        }
        PagePictures pictures = new PagePictures(page.toString(), blocks, report);
        Optional<StudyResult> earlier = earlier();
        byte[] result = ResultFile.bytes(report, pictures.pictures(), effort);
        if (earlier.isPresent()) {
            Effort measured = effort.measuredAs(earlier.get().effort());
            byte[] same = ResultFile.bytes(report, pictures.pictures(), measured);
            result = Arrays.equals(same, Files.readAllBytes(stored())) ? same : result;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        // of what is stored, not of the report: a page never says more than its result
        files.put(page.getFileName().toString(), filled(text, ResultFile.read(result, stored())));
        files.put(name + "/" + RESULT, result);
        pictures.files().forEach((file, content) -> files.put(name + "/" + file, content));
        List<Path> changed = publish(files);
        for (Picture old : earlier.map(StudyResult::pictures).orElse(List.of())) {
            for (String file : old.files().toList()) {
                if (!pictures.files().containsKey(file)) {
                    Files.deleteIfExists(folder().resolve(file));
                }
            }
        }
        return changed;
    }

    /** A damaged result is written again. */
    private Optional<StudyResult> earlier() throws IOException {
        try {
            return result();
        } catch (SpecException e) {
            return Optional.empty();
        }
    }

    private byte[] filled(String text, StudyResult result) {
        PageBlocks blocks = blocks(text);
        return blocks.filled(new ResultMarkdown(page.toString(), name, result, blocks.parts())::of)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String draft(Report report, Effort effort) {
        return "# " + report.title() + "\n\n" + (report.question().isEmpty() ? "" : report.question() + "\n\n")
                + "    " + effort.command()
                + "\n\n"
                + "## Protocol\n\n"
                + "<!-- What is trained, and how it follows the source. -->\n\n"
                + "## Result\n\n"
                + "<!-- result -->\n"
                + "<!-- /result -->\n\n"
                + "<!-- What it means, and what the source did not see. -->\n";
    }

    /**
     * Fills the blocks from the stored result, without the study; if there is none, they say so.
     *
     * @return the page, if it has changed
     * @throws SpecException if the page shows what is not stored
     * @throws IOException if it can't be read or written
     */
    public List<Path> refresh() throws IOException {
        return publish(Map.of(page.getFileName().toString(), current()));
    }

    private byte[] current() throws IOException {
        Optional<StudyResult> result = result();
        return result.isPresent()
                ? filled(text(page), result.get())
                : blocks(text(page)).filled(part -> ResultMarkdown.NOT_RUN).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Compares the page and its folder with the stored result.
     *
     * @return what differs, in sentences
     * @throws IOException if something can't be read
     */
    public List<String> differences() throws IOException {
        List<String> differences = new ArrayList<>();
        if (!Arrays.equals(current(), Files.readAllBytes(page))) {
            differences.add(page + " does not show its stored result");
        }
        List<String> expected = new ArrayList<>();
        result().ifPresent(result -> {
            expected.add(RESULT);
            result.pictures().forEach(picture -> picture.files().forEach(expected::add));
        });
        List<String> there = List.of();
        if (Files.isDirectory(folder())) {
            try (Stream<Path> files = Files.list(folder())) {
                there = files.map(file -> file.getFileName().toString())
                        .sorted()
                        .toList();
            }
        }
        for (String file : expected) {
            if (!there.contains(file)) {
                differences.add(folder().resolve(file) + " is missing");
            }
        }
        for (String file : there) {
            if (!expected.contains(file)) {
                differences.add(folder().resolve(file) + " does not belong to the stored result");
            }
        }
        return differences;
    }

    private List<Path> publish(Map<String, byte[]> files) throws IOException {
        return Published.changed(page.toAbsolutePath().getParent(), files).stream()
                .map(file ->
                        page.resolveSibling(page.toAbsolutePath().getParent().relativize(file)))
                .toList();
    }
}

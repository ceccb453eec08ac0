package rai.report.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rai.api.spec.SpecException;

/**
 * The blocks of a text that commands write: the lines between {@code <!-- NAME -->} or {@code <!-- NAME: PART -->} and
 * {@code <!-- /NAME -->}. Everything else belongs to people, and stays as it is to the byte.
 */
final class PageBlocks {
    private final String page;
    private final String text;
    private final String name;
    private final List<Found> blocks = new ArrayList<>();

    /**
     * A block.
     *
     * @param part what is asked for; empty for everything
     * @param from where its content begins, after the line of the marker
     * @param to where it ends, before the line of the other marker
     */
    private record Found(String part, int from, int to) {}

    /**
     * @param page the name of the page, for messages
     * @param text its text
     * @param name the name of its blocks
     * @throws SpecException if a block does not end, or begins in another
     */
    PageBlocks(String page, String text, String name) {
        this.page = page;
        this.text = text;
        this.name = name;
        Pattern marker = Pattern.compile(
                "^<!-- *(/?)" + Pattern.quote(name) + "(?: *: *([^\r\n]*?))? *-->[ \t]*(?:\r?\n|\\z)",
                Pattern.MULTILINE);
        Matcher found = marker.matcher(text);
        String part = null;
        int from = 0;
        while (found.find()) {
            boolean ends = !found.group(1).isEmpty();
            if (ends != (part != null)) {
                throw new SpecException(page + ", line " + line(found.start())
                        + (ends ? ": no block begins before this " + end() : ": the block before has no " + end()));
            }
            if (ends) {
                blocks.add(new Found(part, from, found.start()));
                part = null;
            } else {
                part = found.group(2) == null ? "" : found.group(2).replaceAll(" +", " ");
                from = found.end();
            }
        }
        if (part != null) {
            throw new SpecException(page + ", line " + (line(from) - 1) + ": the block has no " + end());
        }
    }

    private String end() {
        return "<!-- /" + name + " -->";
    }

    private long line(int place) {
        return text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
    }

    /** @return the parts that are asked for, in order */
    Set<String> parts() {
        Set<String> parts = new LinkedHashSet<>();
        blocks.forEach(block -> parts.add(block.part()));
        return parts;
    }

    /**
     * @param option the name of an option
     * @return what a comment {@code <!-- NAME OPTION: one, two -->} lists; empty if there is none
     */
    Optional<List<String>> option(String option) {
        Matcher found = Pattern.compile(
                        "^<!-- *" + Pattern.quote(name + " " + option) + " *: *([^\r\n]*?) *-->", Pattern.MULTILINE)
                .matcher(text);
        return found.find()
                ? Optional.of(List.of(found.group(1).split(" *, *")).stream()
                        .filter(one -> !one.isEmpty())
                        .toList())
                : Optional.empty();
    }

    /**
     * @param content makes the content of the block of a part, with lines that end with \n
     * @return the text with these contents, its other lines unchanged
     */
    String filled(Function<String, String> content) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        StringBuilder filled = new StringBuilder();
        int copied = 0;
        for (Found block : blocks) {
            filled.append(text, copied, block.from());
            filled.append(content.apply(block.part()).replace("\n", newline));
            copied = block.to();
        }
        return filled.append(text.substring(copied)).toString();
    }

    /** @return the sentence that the page has no block of this name */
    SpecException none() {
        return new SpecException(
                page + " has no place for it: write the lines <!-- " + name + " --> and " + end() + " into it");
    }
}

package rai.studies.document;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An axis: a factor, and its levels.
 *
 * @param name its name: a word, or the path of a key of the run
 * @param levels its levels, in their order; none has the label of another
 * @param path its place in the document
 */
public record Axis(String name, List<Level> levels, String path) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\[\\d+])?(\\.[A-Za-z][A-Za-z0-9_-]*)+");

    /** Copies the list. */
    public Axis {
        levels = List.copyOf(levels);
    }

    /** @return whether its name is the path of a key of the run, which it sets */
    public boolean isKey() {
        return KEY.matcher(name).matches();
    }

    /**
     * @param label a label
     * @return the level of that label, if there is one
     */
    public Optional<Level> level(String label) {
        return levels.stream().filter(level -> level.label().equals(label)).findFirst();
    }

    /** @return the labels of its levels */
    public List<String> labels() {
        return levels.stream().map(Level::label).toList();
    }
}

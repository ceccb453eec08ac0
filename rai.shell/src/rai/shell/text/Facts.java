package rai.shell.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of a name and a value, the values below each other. */
public final class Facts {
    private final List<String> lines = new ArrayList<>();

    /** Adds a line; none if there is nothing to say. */
    public void add(String name, Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-16s %s", name, text));
        }
    }

    /** @return all lines; others may be added */
    public List<String> lines() {
        return lines;
    }
}

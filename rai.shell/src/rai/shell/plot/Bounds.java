package rai.shell.plot;

import java.util.ArrayList;
import java.util.List;
import rai.shell.console.Failure;

/**
 * Where an axis of a landscape begins and ends.
 *
 * @param low the lower end
 * @param high the upper end, above it
 */
record Bounds(double low, double high) {
    /** How bounds are written, for help texts. */
    static final String FORMS = "R for [-R, R], LOW:HIGH, or LOW:HIGH,LOW:HIGH for each axis its own";

    /**
     * @param text what was written; see {@link #FORMS}
     * @return the bounds of the two axes
     * @throws Failure if the text is not of one of the forms
     */
    static List<Bounds> of(String text) {
        String[] parts = text.split(",", -1);
        List<Bounds> bounds = new ArrayList<>();
        for (String part : parts) {
            bounds.add(one(part, text));
        }
        if (parts.length > 2) {
            throw wrong(text);
        }
        return List.of(bounds.get(0), bounds.get(bounds.size() - 1));
    }

    private static Bounds one(String part, String text) {
        String[] ends = part.split(":", -1);
        try {
            double last = Double.parseDouble(ends[ends.length - 1]);
            double first = ends.length == 1 ? -last : Double.parseDouble(ends[0]);
            if (ends.length <= 2 && first < last && Double.isFinite(first) && Double.isFinite(last)) {
                return new Bounds(first, last);
            }
        } catch (NumberFormatException e) {
            // refused like bounds in the wrong order
        }
        throw wrong(text);
    }

    private static Failure wrong(String text) {
        return new Failure(
                "--range must be a number above 0, or bounds as in -2:3 or -2:3,-1:4 (x, then y), not '" + text + "'");
    }
}

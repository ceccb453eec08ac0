package rai.api.run;

import java.util.Optional;
import rai.api.spec.DocumentException;
import rai.api.spec.Settings;

/** What the parts of a request require of their values. A message begins with the key of the value. */
final class Checks {
    /** The text that means "none". */
    private static final String NONE = "none";

    private Checks() {}

    static void requireAtLeast(long least, String key, long value, String meaning) {
        if (value < least) {
            throw new DocumentException(key, "must be at least " + least + meaning + ", but is " + value);
        }
    }

    static void requireNumber(String key, double value, String what, String zero) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new DocumentException(
                    key, "must be " + what + " of at least 0 (0 is " + zero + "), but is " + Settings.number(value));
        }
    }

    static void requireText(String key, String value) {
        if (value.isBlank()) {
            throw new DocumentException(key, "is empty");
        }
    }

    /** An optional text: {@code none} means that there is none, and a blank one is refused. */
    static Optional<String> unlessNone(String key, Optional<String> text) {
        if (text.filter(String::isBlank).isPresent()) {
            throw new DocumentException(key, "is empty: write " + NONE + " for none");
        }
        return text.filter(given -> !given.equals(NONE));
    }
}

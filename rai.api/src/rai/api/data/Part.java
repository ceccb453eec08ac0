package rai.api.data;

import java.util.Locale;

/** A part of the data of a run. */
public enum Part {
    /** What is trained on. */
    TRAIN,
    /** What training is watched by. */
    VALID,
    /** What is looked at in the end. */
    TEST;

    /** @return its name in figures, such as the {@code test} of {@code test.accuracy} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

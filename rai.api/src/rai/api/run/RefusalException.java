package rai.api.run;

import rai.api.spec.SpecException;

/**
 * A request that cannot be planned, since parts of it do not fit together. The message says what does not, and what to do about it
 * by the options of {@code train}; both advices are kept apart from the fact for those who ask in another way.
 */
public final class RefusalException extends SpecException {
    private static final long serialVersionUID = 1L;

    private final String fact;
    private final String options;
    private final String keys;

    /**
     * @param fact what does not fit together
     * @param options what to do about it, by the options of {@code train}
     * @param keys what to do about it, by the keys of a run's document
     */
    public RefusalException(String fact, String options, String keys) {
        super(fact + ": " + options);
        this.fact = fact;
        this.options = options;
        this.keys = keys;
    }

    /** @return what does not fit together */
    public String fact() {
        return fact;
    }

    /** @return what to do about it, by the options of {@code train} */
    public String options() {
        return options;
    }

    /** @return what to do about it, by the keys of a run's document */
    public String keys() {
        return keys;
    }
}

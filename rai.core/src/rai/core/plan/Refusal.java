package rai.core.plan;

import rai.api.spec.SpecException;

/** A request that cannot be planned: what does not fit together, and what to do about it where the request is made. */
final class Refusal extends SpecException {
    private static final long serialVersionUID = 1L;

    private final String fact;

    /**
     * @param fact what does not fit together
     * @param advice what to do about it, by the options of {@code train}
     */
    Refusal(String fact, String advice) {
        super(fact + ": " + advice);
        this.fact = fact;
    }

    /** @return the refusal of a change of a run in training, in which these options can no longer be given */
    SpecException ofChange() {
        return new SpecException(fact, this);
    }
}

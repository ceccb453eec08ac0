package rai.experiments.relaxed;

/**
 * Whether a method has a limit.
 *
 * @param kind the verdict
 * @param with the setting with which the limit is gone; for an open one why it is open
 */
record LimitVerdict(Kind kind, String with) {
    enum Kind {
        GONE,
        GONE_WITH,
        REMAINS,
        OPEN
    }

    static final LimitVerdict GONE = new LimitVerdict(Kind.GONE, "");
    static final LimitVerdict REMAINS = new LimitVerdict(Kind.REMAINS, "");

    /** @param setting a setting of the study; of one of relu, what is changed beside it */
    static LimitVerdict goneWith(String setting) {
        return new LimitVerdict(Kind.GONE_WITH, setting.replace(LimitCells.RELU + ", ", ""));
    }

    static LimitVerdict open(String why) {
        return new LimitVerdict(Kind.OPEN, why);
    }

    String text() {
        return switch (kind) {
            case GONE -> "gone";
            case GONE_WITH -> "gone with " + with;
            case REMAINS -> "remains";
            case OPEN -> with;
        };
    }
}

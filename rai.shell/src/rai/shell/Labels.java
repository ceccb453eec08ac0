package rai.shell;

/** What stands for the value of an option in the help; {@link Completion} tells by it what can be written there. */
final class Labels {
    static final String ACTIVATION = "ACTIVATION";
    static final String INITIALIZER = "INITIALIZER";
    static final String OPTIMIZER = "OPTIMIZER";
    static final String SCHEDULE = "SCHEDULE";
    static final String LOSS = "LOSS";
    static final String METRIC = "METRIC";
    static final String DATASET = "DATASET";
    static final String METHOD = "METHOD";
    static final String ENGINE = "ENGINE";
    static final String STUDY = "STUDY";
    static final String KIND = "KIND";
    static final String SPEC = "SPEC";
    static final String COMMAND = "COMMAND";
    static final String EXTENSION = "EXTENSION";
    static final String FILE = "FILE";
    static final String DIRECTORY = "DIR";
    static final String RUN = "RUN-DIR";
    static final String JOB = "RUN";

    private Labels() {}
}

package rai.shell.command;

/** What stands for the value of an option in the help; the shell knows by it what can be written there. */
public final class Labels {
    public static final String ACTIVATION = "ACTIVATION";
    public static final String INITIALIZER = "INITIALIZER";
    public static final String OPTIMIZER = "OPTIMIZER";
    public static final String SCHEDULE = "SCHEDULE";
    public static final String LOSS = "LOSS";
    public static final String METRIC = "METRIC";
    public static final String PROBE = "PROBE";
    public static final String DATASET = "DATASET";
    public static final String SPLIT = "SPLIT";
    public static final String METHOD = "METHOD";
    public static final String ENGINE = "ENGINE";
    public static final String STUDY = "STUDY";
    public static final String LAYERS = "LAYERS";
    public static final String KIND = "KIND";
    public static final String SPEC = "SPEC";
    public static final String COMMAND = "COMMAND";
    public static final String EXTENSION = "EXTENSION";
    public static final String FILE = "FILE";
    public static final String DIRECTORY = "DIR";
    public static final String RUN = "RUN-DIR";
    public static final String JOB = "RUN";
    public static final String STUDY_DIRECTORY = "STUDY-DIR";
    public static final String TRIAL = "TRIAL";
    public static final String FAILED_TRIAL = "FAILED-TRIAL";
    public static final String LEVELS = "AXIS=LEVEL[,LEVEL]";

    private Labels() {}
}

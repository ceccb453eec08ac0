package rai.experiments.learned;

import rai.experiments.Experiment;

/** On how many rows the study trains. */
enum Form {
    /** A few rows, to see whether everything is as it was meant. */
    QUICK("covertype(binary=balanced, count=8000)", "holdout(test=0.25, valid=0.25, seed=1)"),
    /** The 16 % sample: 40,000 rows train, 25,328 each validate and test. */
    SAMPLE(Form.DATA, Form.SPLIT),
    /** The whole file: 466,602 rows train, 50,000 each validate and test. */
    FULL("covertype(binary=balanced, full=true)", "holdout(test=0.0882454, valid=0.0882454, seed=1)");

    /** As in the files of the trainings. */
    private static final String DATA = "covertype(binary=balanced)";

    private static final String SPLIT = "holdout(test=0.279386, valid=0.279386, seed=1)";

    private final String data;
    private final String split;

    Form(String data, String split) {
        this.data = data;
        this.split = split;
    }

    /** @return the trainings of a name in this form */
    String text(String name) {
        return Experiment.design(name).replace(DATA, data).replace(SPLIT, split);
    }
}

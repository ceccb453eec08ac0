package rai.api.data;

/** What is to be learnt from a dataset. */
public enum Task {
    /** One of two classes; one output. */
    BINARY,
    /** One of three or more classes; one output per class. */
    MULTICLASS,
    /** Numbers; one output per number. */
    REGRESSION
}

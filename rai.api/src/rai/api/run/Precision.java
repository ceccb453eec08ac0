package rai.api.run;

/** The data type in which a run computes. */
public enum Precision {
    /** 32 bits. */
    FLOAT32,
    /** 64 bits. */
    FLOAT64
}

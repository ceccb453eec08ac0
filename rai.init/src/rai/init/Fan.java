package rai.init;

import rai.api.init.DenseStart;

/** A number of connections by which weights are scaled. */
enum Fan {
    /** Inputs of a unit: rows of W. */
    FAN_IN,
    /** Units that read an input: columns of W. */
    FAN_OUT,
    /** (fan-in + fan-out) / 2. */
    FAN_AVG;

    double of(DenseStart map) {
        return switch (this) {
            case FAN_IN -> map.fanIn();
            case FAN_OUT -> map.fanOut();
            case FAN_AVG -> (map.fanIn() + map.fanOut()) / 2.0;
        };
    }
}

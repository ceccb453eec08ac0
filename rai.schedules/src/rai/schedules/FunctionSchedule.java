package rai.schedules;

import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.schedule.Schedule;

/** A schedule that is an elementary function of the step. */
abstract class FunctionSchedule implements Schedule, Portable, Cloneable {
    /** Who computes it. */
    Elementary functions = Elementary.FAST;

    /** With the functions that are the same everywhere. */
    @Override
    public Object portable() {
        try {
            FunctionSchedule copy = (FunctionSchedule) clone();
            copy.functions = Elementary.STRICT;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}

/** Schedules of the learning rate. Times are counted in steps, and all factors are relative to the optimizer's rate. */
package rai.schedules;

/** Trials of studies on Apache Spark. The driver hands out orders, executors answer them; both are text that only RAI understands. */
package rai.spark;

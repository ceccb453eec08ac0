/** What studies of few seeds say, judged by one of many. */
package rai.experiments.seeds;

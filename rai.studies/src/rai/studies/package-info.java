/** Named experiments. They use the trainer as a service, and their results are data. */
package rai.studies;

/** Named experiments. They know the trainer as a service; what they give is data. */
package rai.studies;

package rai.api.study;

import org.osgi.annotation.versioning.ProviderType;

/** What happens while a study runs. */
@ProviderType
public sealed interface StudyEvent {
    /**
     * The study begins or continues.
     *
     * @param plan what it trains
     */
    record Began(StudyPlan plan) implements StudyEvent {}

    /**
     * The progress, now and then.
     *
     * @param ended trials ended
     * @param planned trials known so far
     * @param now what is being trained
     * @param secondsLeft the estimated time left; NaN if it is not known
     */
    record Progressed(int ended, int planned, String now, double secondsLeft) implements StudyEvent {}

    /**
     * A trial has ended, here or in another process.
     *
     * @param outcome how
     */
    record Ended(Outcome outcome) implements StudyEvent {}

    /**
     * All trials of a stage have ended, and the next begins.
     *
     * @param stage the next stage
     * @param trials how many trials it has
     */
    record NextStage(String stage, int trials) implements StudyEvent {}

    /**
     * Something that the user must know: trials of a dead process return to the queue, the study gives up.
     *
     * @param sentence a sentence
     */
    record Noticed(String sentence) implements StudyEvent {}
}

package rai.api.study;

import java.util.List;
import java.util.Map;

/**
 * What a study would train.
 *
 * @param trials the trials known so far; later stages follow from their results
 * @param later the number of trials of later stages, as far as it is known
 * @param done how many of them the journal has already, by stage
 * @param reused how many are taken from other studies in the same folder
 * @param dropped how many outcomes of the journal do not belong to the plan any more, with the reason
 * @param seconds the estimated time on this machine, from short trainings; NaN if it was not estimated
 * @param bytes the memory that the trials in training need at once
 * @param diskBytes the disk space that the directory will take
 * @param warnings sentences to show before it begins
 */
public record StudyPlan(
        List<Trial> trials,
        int later,
        Map<String, Integer> done,
        int reused,
        Map<String, Integer> dropped,
        double seconds,
        double bytes,
        double diskBytes,
        List<String> warnings) {}

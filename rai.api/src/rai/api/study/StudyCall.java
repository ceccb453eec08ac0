package rai.api.study;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to run, where, and how.
 *
 * @param study the study
 * @param request what to change about it
 * @param directory the directory of the study
 * @param workers how many trials may train at once; 0 is one per processor, as far as the memory allows. No result depends on it
 * @param shuffle the seed of a random order of the trials; if empty, they are trained in the order of the plan
 * @param failures after how many failures in succession the study ends early; 0 is never
 * @param verify the share of trials that workers elsewhere train twice, to compare their bits; from 0 to 1
 */
public record StudyCall(
        StudySource study,
        StudyRequest request,
        Path directory,
        int workers,
        Optional<Long> shuffle,
        int failures,
        double verify) {
    /** A call that has no trial trained twice. */
    public StudyCall(
            StudySource study,
            StudyRequest request,
            Path directory,
            int workers,
            Optional<Long> shuffle,
            int failures) {
        this(study, request, directory, workers, shuffle, failures, 0);
    }
}

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
 */
public record StudyCall(
        StudySource study, StudyRequest request, Path directory, int workers, Optional<Long> shuffle, int failures) {}

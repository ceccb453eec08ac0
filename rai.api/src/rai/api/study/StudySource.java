package rai.api.study;

/**
 * A study that can be run.
 *
 * @param name its name, or the path of its file
 * @param title one sentence: what it asks
 * @param origin where it comes from: a file, or a bundle with its version
 * @param study the study
 */
public record StudySource(String name, String title, String origin, Study study) {}

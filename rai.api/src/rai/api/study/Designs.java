package rai.api.study;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes studies of study files, for studies in Java that take their trainings from a file and say more about the outcomes than the
 * usual judgement does. A service.
 */
@ProviderType
public interface Designs {
    /**
     * Reads a study file. Paths of data in it are relative to the working directory.
     *
     * @param name the name of the study; messages call the file so
     * @param text the file: YAML or JSON
     * @return the study, with the usual judgement
     * @throws rai.api.spec.SpecException if anything in it is wrong; one sentence with the line
     */
    Study read(String name, String text);
}

package rai.studies.source;

import java.nio.file.Path;
import rai.api.study.StudySource;

/** Reads study files. */
public interface StudyFiles {
    /**
     * Reads and checks a study file.
     *
     * @param file its path, which becomes its origin
     * @return the study; its name is that of the file without its suffix
     * @throws rai.api.spec.SpecException if there is no such file, or it is wrong; the message names file and line
     */
    StudySource read(Path file);
}

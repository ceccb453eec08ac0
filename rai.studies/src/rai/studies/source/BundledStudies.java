package rai.studies.source;

import java.util.List;
import rai.api.study.StudySource;

/** The studies that bundles bring as files. */
public interface BundledStudies {
    /** @return all that can be read now */
    List<StudySource> list();
}

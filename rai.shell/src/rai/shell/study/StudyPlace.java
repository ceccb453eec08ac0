package rai.shell.study;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import rai.api.study.Studies;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;

/** A use of a study that has been run. */
abstract class StudyPlace extends DataInvocation {
    final Studies studies;

    @Parameters(
            index = "0",
            paramLabel = Labels.STUDY_DIRECTORY,
            description = "The directory of a study, or its name if it is in studies/.")
    String place;

    StudyPlace(Studies studies) {
        this.studies = studies;
    }

    final Path directory() {
        return StudyPlaces.existing(place);
    }
}

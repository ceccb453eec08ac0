package rai.studies.file;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.run.Trainer;
import rai.api.study.StudySource;
import rai.studies.design.DesignedStudy;
import rai.studies.design.Judge;
import rai.studies.design.StudyServices;
import rai.studies.document.StudyDocument;
import rai.studies.document.StudyDocuments;
import rai.studies.source.StudyFiles;

/** Reads study files from the disk. */
@Component
public final class FileStudies implements StudyFiles {
    private final StudyServices services;
    private final Judge judge;

    /**
     * @param catalog knows the metrics
     * @param trainer counts folds
     * @param judge judges the outcomes
     */
    @Activate
    public FileStudies(@Reference Catalog catalog, @Reference Trainer trainer, @Reference Judge judge) {
        services = new CatalogServices(catalog, trainer);
        this.judge = judge;
    }

    @Override
    public StudySource read(Path file) {
        StudyDocument document = StudyDocuments.read(file);
        return new StudySource(
                document.name(), document.title(), file.toString(), new DesignedStudy(document, judge, services));
    }
}

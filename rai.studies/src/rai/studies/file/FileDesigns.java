package rai.studies.file;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.run.Trainer;
import rai.api.study.Designs;
import rai.api.study.Study;
import rai.studies.design.DesignedStudy;
import rai.studies.design.Judge;
import rai.studies.design.StudyServices;
import rai.studies.document.StudyDocuments;

/** Makes studies of texts that others have read. */
@Component
public final class FileDesigns implements Designs {
    private final StudyServices services;
    private final Judge judge;

    /**
     * @param catalog knows the metrics
     * @param trainer counts folds
     * @param judge judges the outcomes
     */
    @Activate
    public FileDesigns(@Reference Catalog catalog, @Reference Trainer trainer, @Reference Judge judge) {
        services = new CatalogServices(catalog, trainer);
        this.judge = judge;
    }

    @Override
    public Study read(String name, String text) {
        return new DesignedStudy(StudyDocuments.read(text, name + ".yaml", Optional.empty()), judge, services);
    }
}

package rai.studies.file;

import rai.api.catalog.Catalog;
import rai.api.run.Planning;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;
import rai.studies.design.StudyServices;
import rai.studies.judge.Metrics;

/** What the catalog says about metrics, and the trainer about folds. */
final class CatalogServices implements StudyServices {
    private final Catalog catalog;
    private final Trainer trainer;

    CatalogServices(Catalog catalog, Trainer trainer) {
        this.catalog = catalog;
        this.trainer = trainer;
    }

    @Override
    public boolean largerIsBetter(String metric) {
        return Metrics.largerIsBetter(catalog, metric);
    }

    @Override
    public int folds(RunRequest request) {
        try (Planning planning = trainer.planning()) {
            return planning.plan(request).folds();
        }
    }
}

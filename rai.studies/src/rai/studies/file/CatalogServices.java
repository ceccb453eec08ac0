package rai.studies.file;

import java.util.OptionalInt;
import rai.api.catalog.Catalog;
import rai.api.run.RunRequest;
import rai.studies.design.StudyServices;
import rai.studies.judge.Metrics;

/** What the catalog says about metrics and splits. */
final class CatalogServices implements StudyServices {
    private final Catalog catalog;

    CatalogServices(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public boolean largerIsBetter(String metric) {
        return Metrics.largerIsBetter(catalog, metric);
    }

    @Override
    public OptionalInt folds(RunRequest request) {
        return OptionalInt.empty();
    }
}

package rai.core.data;

import java.util.Optional;
import rai.api.catalog.Catalog;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.split.Split;
import rai.core.catalog.ServiceCatalog;
import rai.splits.Given;
import rai.splits.Holdout;
import rai.splits.KFold;
import rai.splits.LeaveGroupOut;

/** Data that are shared out as their options say, by the splits of RAI. */
final class SplitData {
    private SplitData() {}

    static RunData of(Table table, Optional<Table> test, DataOptions options, long seed) {
        return of(table, test, options, seed, catalog());
    }

    static ServiceCatalog catalog() {
        return ServiceCatalog.of(new Given(), new Holdout(), new KFold(), new LeaveGroupOut());
    }

    static RunData of(Table table, Optional<Table> test, DataOptions options, long seed, Catalog catalog) {
        return RunData.of(
                table,
                test,
                options,
                SplitOptions.spec(options).map(spec -> new RowSplit(catalog.find(Split.class, spec), catalog, 10)),
                seed);
    }
}

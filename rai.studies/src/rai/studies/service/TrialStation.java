package rai.studies.service;

import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rai.api.run.RunExecutor;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.studies.execution.Station;

/** Trains trials that a process elsewhere plans: a text in, a text out, for whoever has started this framework. */
@Component(service = Function.class, property = "rai.trials=station")
public final class TrialStation implements Function<String, String> {
    private final Station station;

    /**
     * @param trainer plans runs
     * @param executor trains them
     * @param runs reads and deletes those that have a directory
     */
    @Activate
    public TrialStation(@Reference Trainer trainer, @Reference RunExecutor executor, @Reference Runs runs) {
        station = new Station(trainer, executor, runs);
    }

    @Deactivate
    void close() {
        station.close();
    }

    @Override
    public String apply(String order) {
        return station.train(order);
    }
}

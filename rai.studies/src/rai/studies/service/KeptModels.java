package rai.studies.service;

import java.nio.file.Files;
import java.util.Optional;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.run.Model;
import rai.api.run.Trainer;
import rai.api.study.Outcome;
import rai.api.study.Study;

/** The networks of the runs that were kept. */
final class KeptModels implements Study.Models {
    private final Trainer trainer;

    KeptModels(Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    public Optional<Model> of(Outcome outcome) {
        return outcome.directory().filter(Files::isDirectory).map(trainer::open);
    }

    @Override
    public Optional<Dataset> examples(Outcome outcome, Part part) {
        return outcome.directory()
                .filter(Files::isDirectory)
                .flatMap(run -> trainer.examples(run, part))
                .map(Dataset::inMemory);
    }
}

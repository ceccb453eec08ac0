package rai.core.trainer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.data.Part;
import rai.api.diagnosis.Diagnoses;
import rai.api.diagnosis.Diagnosis;
import rai.api.diagnosis.Limits;
import rai.api.loss.Loss;
import rai.api.probe.ProbeSeries;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.Workers;
import rai.core.data.Examples;
import rai.core.data.RunData;
import rai.core.data.Standardization;
import rai.core.diagnose.Diagnostician;
import rai.core.evaluate.TrainedModel;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.probe.ProbedState;
import rai.core.probe.SamplePass;
import rai.core.service.Services;
import rai.core.store.ArrayNames;
import rai.core.store.RunComparison;
import rai.core.store.StateHash;
import rai.core.store.StoredNetwork;
import rai.core.store.StoredReader;

/** Diagnoses networks on their training data. */
@Component(service = Diagnoses.class)
public final class DefaultDiagnoses implements Diagnoses {
    private static final String LOSS = "loss";

    private final Catalog catalog;
    private final Trainer trainer;

    /**
     * @param catalog knows the services
     * @param trainer computes start values
     */
    @Activate
    public DefaultDiagnoses(@Reference Catalog catalog, @Reference Trainer trainer) {
        this.catalog = catalog;
        this.trainer = trainer;
    }

    /** A network with the examples on which it is looked at. */
    private record Subject(
            FlatNetwork network,
            INDArray parameters,
            INDArray state,
            DataType type,
            Spec loss,
            Standardization standardization) {}

    @Override
    public Diagnosis of(RunRequest request, Limits limits) {
        RunData data = DataSources.of(request, catalog).read();
        return started(request, data, limits, pass -> {
            ProbedState state = new ProbedState(pass, null);
            return Diagnostician.of(
                    new Diagnostician.Patient(
                            state.network().describe(),
                            request.model().init(),
                            state,
                            Optional.empty(),
                            List.of(),
                            "",
                            true), // which nobody knows before a step
                    catalog,
                    limits);
        });
    }

    @Override
    public Diagnosis of(Path directory, Limits limits) {
        StoredNetwork stored = StoredNetwork.read(directory);
        StoredReader reader = StoredReader.openEnded(directory);
        RunData data = DataSources.of(stored.request(), catalog).read();
        stored.requireSame(Part.TRAIN, StateHash.of(data.train()));
        Optional<RunResult> result = reader.result();
        INDArray parameters = stored.array(Layout.PARAMETERS);
        FlatNetwork network = FlatNetwork.parse(stored.spec("network"), stored.inputs(), stored.outputs(), catalog);
        Subject subject = new Subject(
                network,
                parameters,
                network.stateCount() == 0 ? null : stored.array(ArrayNames.LAYERS),
                parameters.dataType(),
                Spec.parse(stored.spec(LOSS)),
                new Standardization(stored.array(ArrayNames.FEATURE_MEAN), stored.array(ArrayNames.FEATURE_SD)));
        String stopped = result.filter(of -> of.stopped() == RunResult.Stop.NAN)
                .map(RunResult::reason)
                .orElse("");
        long step = result.map(RunResult::steps).orElse(0L);
        boolean optimized =
                RunComparison.isOptimized(result.map(RunResult::phases).orElse(List.of()));
        List<ProbeSeries> series = reader.probes();
        RunRequest request = stored.request();
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            ProbedState state = new ProbedState(pass(subject, data, workers, limits, request, step), null);
            return withStart(
                    request,
                    data,
                    limits,
                    start -> Diagnostician.of(
                            new Diagnostician.Patient(
                                    network.describe(),
                                    request.model().init(),
                                    state,
                                    start,
                                    series,
                                    stopped,
                                    optimized),
                            catalog,
                            limits));
        }
    }

    /** The start is computed again; a run whose start is not there any more is diagnosed without it. */
    private Diagnosis withStart(
            RunRequest request,
            RunData data,
            Limits limits,
            Function<Optional<rai.api.probe.ProbedRun>, Diagnosis> of) {
        Run run;
        try {
            run = trainer.prepare(unkept(request));
        } catch (SpecException e) {
            return of.apply(Optional.empty());
        }
        try (run;
                Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            return of.apply(Optional.of(new ProbedState(pass(subject(run), data, workers, limits, request, 0), null)));
        }
    }

    private Diagnosis started(RunRequest request, RunData data, Limits limits, Function<SamplePass, Diagnosis> of) {
        try (Run run = trainer.prepare(unkept(request));
                Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            return of.apply(pass(subject(run), data, workers, limits, request, 0));
        }
    }

    private static RunRequest unkept(RunRequest request) {
        return request.toBuilder().directory(null).build();
    }

    private static Subject subject(Run run) {
        TrainedModel model = (TrainedModel) run.model();
        return new Subject(
                model.structure(),
                model.pass().parameters(),
                model.pass().state(),
                model.type(),
                Spec.parse(String.valueOf(model.spec().get(LOSS))),
                model.standardization());
    }

    private SamplePass pass(
            Subject subject, RunData data, Workers workers, Limits limits, RunRequest request, long step) {
        Services services = new Services(catalog, false, subject.type());
        Spec loss = services.use(Loss.class, subject.loss());
        services.useLayers(subject.network());
        SamplePass pass = new SamplePass(
                subject.network(),
                subject.parameters(),
                subject.state(),
                services,
                workers,
                Examples.of(data.train(), subject.network().outputs(), subject.type(), subject.standardization()),
                limits.rows(),
                request.execution().seed());
        pass.begin(step, services.loss(loss));
        return pass;
    }
}

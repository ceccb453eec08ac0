package rai.methods;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;

/**
 * Moves the maps for {@link Alt}, in single precision by {@link RidgeStep}, where λ allows it, else by {@link Ridge}. What does not wait
 * for the maps below is done before: the equations of the first map while the targets are made, and the whitening of maps that the
 * sweep has left. The first map itself is moved beside those above, which need its values only.
 */
final class AltMoves implements Sweep.Mover {
    /** Maps that are whitened one after the other. */
    private static final int GROUP = 8;

    private final Alt settings;
    private final int last;
    private final INDArray[] weights;
    private final INDArray[] biases;
    private final boolean single;
    private final OutputWhitening whitening;
    private final RidgeStep ofFirst;
    private final Queue<RidgeStep> steps = new ConcurrentLinkedQueue<>();
    private final Queue<Ridge> ridges = new ConcurrentLinkedQueue<>();
    private LinearAlgebra algebra;
    private IntToDoubleFunction length;
    private double decay;
    private double rows;
    private INDArray firstInput;
    private INDArray firstFactor;
    private RidgeStep.Aim firstAim;
    private int slices;
    private final AtomicInteger left = new AtomicInteger();
    private final Descent descent = new Descent();

    AltMoves(Training training, Alt settings) {
        this.settings = settings;
        last = training.network().maps().size() - 1;
        weights = new INDArray[last + 1];
        biases = new INDArray[last + 1];
        for (int map = 0; map <= last; map++) { // threads that work side by side find them here
            weights[map] = training.weight(map);
            biases[map] = training.bias(map);
        }
        single = Sweep.type(training, settings.lambda) == DataType.FLOAT;
        whitening = settings.whiten > 0 && last > 0 ? new OutputWhitening(training.network()) : null;
        ofFirst = new RidgeStep(settings.bias);
    }

    /**
     * Begins a step.
     *
     * @param lengths of the steps of the targets
     */
    void begin(Training training, Sweep sweep, IntToDoubleFunction lengths) {
        algebra = training.algebra();
        length = lengths;
        decay = settings.decay * training.scheduleFactor();
        rows = training.inputs().size(0);
        firstInput = single ? sweep.firstInput(training) : null;
        firstFactor = null;
        firstAim = null;
        slices = 0;
        descent.begin(last + 1);
        if (firstInput != null && RidgeStep.byRows(firstInput)) {
            ofFirst.room((int) firstInput.size(0));
            slices = RidgeStep.slices(firstInput);
            left.set(slices);
        }
        if (whitening != null) {
            whitening.begin(training, settings.whiten);
        }
    }

    /** @return in how many parts {@link #prepare} is done */
    int parts() {
        return slices + groups();
    }

    private int groups() {
        return whitening == null ? 0 : (last + GROUP - 1) / GROUP;
    }

    /**
     * A part of what does not wait for the maps below: the matrix of the first map, factorised by who finishes it, and the whitening
     * of groups of maps, from the last down, as soon as the sweep has left them. Parts may be done side by side, when the sweep that
     * makes the targets has begun.
     *
     * @param part from 0
     */
    void prepare(Training training, Sweep sweep, int part) {
        if (part < slices) {
            ofFirst.square(algebra, firstInput, part);
            if (left.decrementAndGet() == 0) {
                firstFactor = solving(0).ofMap(0, () -> ofFirst.factor(algebra, firstInput, 0, lambda(0)));
            }
            return;
        }
        int to = last - (part - slices) * GROUP;
        int from = Math.max(0, to - GROUP);
        for (int map = to - 1; map >= from && descent.await(from); map--) {
            whitening.prepare(map, sweep.direction(training, map), length.applyAsDouble(map));
        }
    }

    /** @return where the sweep that makes the targets reports how far it has come */
    Descent descent() {
        return descent;
    }

    /** What the first map will give, before the sweep that moves the maps: so it can be moved beside them. */
    void solveFirst(Training training, Sweep sweep) {
        if (firstFactor != null) {
            firstAim = aim(0, 0, firstInput, sweep.value(training, 0), sweep.direction(training, 0));
            ofFirst.solveUnchanged(algebra, firstAim, firstFactor, lambda(0), true);
        }
    }

    /** Moves the first map after {@link #solveFirst}. */
    void moveFirst() {
        if (firstAim != null) {
            ofFirst.moveUnchanged(algebra, firstAim);
        }
    }

    private Solving solving(int map) {
        boolean first = map == 0 && settings.first > 0;
        return new Solving(
                "alt", first ? "first" : "lambda", first ? settings.first : settings.lambda, Solving.Help.LARGER, 10);
    }

    private double lambda(int map) {
        return (map == 0 && settings.first > 0 ? settings.first : settings.lambda) * rows / 100;
    }

    @Override
    public boolean move(int map, double centre, INDArray input, INDArray z, INDArray v) {
        if (!single) {
            exactly(map, centre, input, new Towards(z, v, length.applyAsDouble(map)), turn(map), lost(map));
            return false;
        }
        RidgeStep.Aim aim = aim(map, centre, input, z, v);
        if (map == 0 && firstFactor != null) {
            if (firstAim == null) {
                ofFirst.solveUnchanged(algebra, aim, firstFactor, lambda(0), false);
                ofFirst.moveUnchanged(algebra, aim);
            }
            return firstAim != null;
        }
        RidgeStep found = steps.poll();
        RidgeStep step = found == null ? new RidgeStep(settings.bias) : found;
        solving(map).ofMap(map, () -> step.move(algebra, aim, lambda(map)));
        steps.add(step);
        return false;
    }

    private RidgeStep.Aim aim(int map, double centre, INDArray input, INDArray z, INDArray v) {
        return new RidgeStep.Aim(
                weights[map], biases[map], centre, input, z, v, length.applyAsDouble(map), turn(map), lost(map));
    }

    private INDArray turn(int map) {
        return whitening != null && map < last ? whitening.turn(map) : null;
    }

    private double lost(int map) {
        return map == 0 ? decay : 0;
    }

    private void exactly(int map, double centre, INDArray input, Ridge.Target target, INDArray turn, double lost) {
        Ridge found = ridges.poll();
        Ridge ridge = found == null ? new Ridge(algebra, settings.bias) : found;
        Change change = turn != null || lost > 0 ? new Change(weights[map], biases[map]) : null;
        solving(map).ofMap(map, () -> ridge.fit(weights[map], biases[map], centre, input, target, lambda(map)));
        if (change != null) {
            change.finish(turn == null ? null : Doubles.copy(turn), lost);
        }
        ridges.add(ridge);
    }
}

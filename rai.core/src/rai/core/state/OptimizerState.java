package rai.core.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.Trained;
import rai.api.network.Network;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Update;
import rai.api.run.Phase;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.compute.Finite;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.plan.OptimizerGroups;
import rai.core.plan.PlannedPhase;
import rai.core.plan.Range;
import rai.core.service.Services;
import rai.core.state.Piece.Group;

/**
 * The state of a phase's optimizers, and the pieces in which they are applied. What is trained falls into groups, each with an
 * optimizer of its own; usually there is only one.
 */
public final class OptimizerState {
    // Long because groups, pieces and the whole are three views of the same vectors, made and moved together.
    /** Elements of a piece: it stays in the cache from the first operation on it to the last. */
    private static final long PIECE = 1L << 15;
    /** As PyTorch has it, against division by 0. */
    private static final double ABOVE_0 = 1e-6;

    /** @param perExample the variable, if only its rows of the batch are moved; else null */
    private record Segment(String group, boolean weights, long offset, long length, String perExample) {
        Segment(String group, boolean weights, long offset, long length) {
            this(group, weights, offset, length, null);
        }
    }

    private final Services services;
    private final FlatNetwork network;
    private final TrainedVector vector;
    /** What steers the updates beside the optimizers. */
    private final Phase control;

    private final List<String> trained;
    /** Of what has none of its own. */
    private final Spec main;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, INDArray> slots = new LinkedHashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Trained, List<Piece>> parts = new HashMap<>();
    /** The variables of which only the rows of the batch are moved. */
    private final Map<String, RowUpdates> perExample = new LinkedHashMap<>();

    private final List<INDArray> weights = new ArrayList<>();
    private final RunNumbers numbers = new RunNumbers();
    private final Numbers ofOptimizer;
    /** All that an optimizer of the whole sees, and its gradient; null for element-wise ones. */
    private Piece whole;

    /**
     * @param trained the parameters, and the variables of the phase
     * @param miniBatch whether the steps of the phase have some of the examples only
     */
    public OptimizerState(
            PlannedPhase stage,
            Services services,
            FlatNetwork network,
            TrainedVector vector,
            List<String> trained,
            boolean miniBatch) {
        this.services = services;
        this.network = network;
        this.vector = vector;
        control = stage.asked();
        this.trained = trained;
        List<Segment> segments = segments(stage, miniBatch);
        for (Segment segment : segments) {
            groups.computeIfAbsent(segment.group(), name -> group(stage, name, segments));
        }
        Map<String, Long> used = new HashMap<>();
        for (Segment segment : segments) {
            long start = used.merge(segment.group(), segment.length(), Long::sum) - segment.length();
            cut(segment, start);
        }
        pieces.sort(Comparator.comparingLong(Piece::offset));
        for (int map = 0; control.maxNorm() > 0 && map < network.maps().size(); map++) {
            weights.add(Views.of(
                    vector.values,
                    network.weightOffset(map),
                    network.map(map).inputs(),
                    network.map(map).outputs()));
        }
        main = stage.optimizer();
        ofOptimizer = numbersOf(main);
        if (services.optimizer(main) instanceof ObjectiveOptimizer) {
            whole = whole();
        }
    }

    /** The vectors and numbers of another state, with other services. */
    private OptimizerState(OptimizerState old, Services services, FlatNetwork network) {
        this.services = services;
        this.network = network;
        vector = old.vector;
        control = old.control;
        trained = old.trained;
        groups.putAll(old.groups);
        slots.putAll(old.slots);
        pieces.addAll(old.pieces);
        perExample.putAll(old.perExample);
        weights.addAll(old.weights);
        whole = old.whole;
        main = old.main;
        ofOptimizer = numbersOf(main);
        numbers.adopt(old.numbers, "optimizer");
    }

    private Numbers numbersOf(Spec optimizer) {
        return numbers.of(
                "optimizer", services.optimizer(optimizer) instanceof ObjectiveOptimizer o ? o.numbers() : List.of());
    }

    /**
     * The same state, for a network of which the same is trained, in the same place and by the same optimizers.
     *
     * @param otherServices what is used from now on
     * @param other that network
     */
    public OptimizerState with(Services otherServices, FlatNetwork other) {
        return new OptimizerState(this, otherServices, other);
    }

    /** What is trained, in the order in which it lies in the vector. */
    private List<Segment> segments(PlannedPhase stage, boolean miniBatch) {
        boolean apart = control.l1() > 0
                || control.l2() > 0
                || stage.optimizers().containsKey(OptimizerGroups.WEIGHTS)
                || stage.optimizers().containsKey(OptimizerGroups.FIRST_WEIGHTS)
                || stage.optimizers().containsKey(OptimizerGroups.BIASES);
        List<Segment> all = new ArrayList<>();
        for (String name : trained) {
            Range range = vector.ranges().get(name);
            String group = stage.optimizers().containsKey(name) ? name : "";
            if (!apart || !name.equals(Layout.PARAMETERS)) {
                String rows = miniBatch && range.perExample() ? name : null;
                all.add(new Segment(group, false, range.offset(), range.length(), rows));
                continue;
            }
            long at = range.offset();
            for (Network.Block block : network.blocks()) {
                add(all, group, false, at, range.offset() + block.offset());
                long biases = range.offset() + block.biasOffset();
                at = range.offset() + block.offset() + block.length();
                String ofWeights = own(stage, OptimizerGroups.WEIGHTS, group);
                long weights = range.offset() + block.offset();
                if (block.first() == 0 && stage.optimizers().containsKey(OptimizerGroups.FIRST_WEIGHTS)) {
                    long next = weights + (long) block.inputs() * block.outputs();
                    add(all, OptimizerGroups.FIRST_WEIGHTS, true, weights, next);
                    weights = next;
                }
                add(all, ofWeights, true, weights, biases);
                add(all, own(stage, OptimizerGroups.BIASES, group), false, biases, at);
            }
            add(all, group, false, at, range.offset() + range.length());
        }
        return all;
    }

    private static String own(PlannedPhase stage, String part, String otherwise) {
        return stage.optimizers().containsKey(part) ? part : otherwise;
    }

    private static void add(List<Segment> all, String group, boolean weights, long from, long to) {
        if (from < to) {
            all.add(new Segment(group, weights, from, to - from));
        }
    }

    private Group group(PlannedPhase stage, String name, List<Segment> segments) {
        long total = segments.stream()
                .filter(segment -> segment.group().equals(name))
                .mapToLong(Segment::length)
                .sum();
        Spec spec = name.isEmpty() ? stage.optimizer() : stage.optimizers().get(name);
        Map<String, INDArray> ofGroup = new LinkedHashMap<>();
        for (String slot : services.optimizer(spec).slots()) {
            INDArray array = Nd4j.create(vector.values.dataType(), total);
            ofGroup.put(slot, array);
            slots.put(name.isEmpty() ? slot : name + "-" + slot, array);
        }
        return new Group(spec, ofGroup);
    }

    private void cut(Segment segment, long start) {
        if (segment.perExample() != null) {
            String name = segment.perExample();
            RowUpdates rows = new RowUpdates(piece(segment, start, 0, segment.length()), vector.range(name));
            perExample.put(name, rows);
            slots.put("updates-of-" + name, rows.counts());
            return;
        }
        for (long from = 0; from < segment.length(); from += PIECE) {
            pieces.add(piece(segment, start, from, Math.min(PIECE, segment.length() - from)));
        }
    }

    private Piece piece(Segment segment, long start, long from, long length) {
        Group group = groups.get(segment.group());
        Map<String, INDArray> ofPiece = new HashMap<>();
        group.slots().forEach((slot, all) -> ofPiece.put(slot, Views.of(all, start + from, length)));
        return new Piece(
                group,
                segment.weights(),
                segment.offset() + from,
                length,
                Views.of(vector.values, segment.offset() + from, length),
                Views.of(vector.gradient, segment.offset() + from, length),
                ofPiece);
    }

    /** @return the pieces and, as one each, the variables of which only rows are moved */
    private List<Piece> all() {
        List<Piece> all = new ArrayList<>(pieces);
        perExample.values().forEach(rows -> all.add(rows.all()));
        return all;
    }

    /** One stretch from the parameters to the last trained variable; what lies between and is not trained has no gradient. */
    private Piece whole() {
        long end = trained.stream()
                .mapToLong(name -> vector.ranges().get(name).offset()
                        + vector.ranges().get(name).length())
                .max()
                .orElseThrow();
        Group only = groups.get("");
        Map<String, INDArray> stretched = new LinkedHashMap<>();
        only.slots().forEach((slot, array) -> {
            INDArray full = array.length() == end ? array : Nd4j.create(array.dataType(), end);
            stretched.put(slot, full);
            slots.put(slot, full);
        });
        return new Piece(
                only, false, 0, end, Views.of(vector.values, 0, end), Views.of(vector.gradient, 0, end), stretched);
    }

    public void init() {
        if (whole != null) {
            services.optimizer(whole.group().optimizer()).init(whole.slots()::get);
        } else {
            all().forEach(piece -> services.optimizer(piece.group().optimizer()).init(piece.slots()::get));
        }
    }

    /**
     * Takes over the vectors of another state where all of them can be.
     *
     * @param old the state until now
     * @param kept where what was trained lies now
     * @param sameOptimizers whether the optimizers have not changed
     * @return whether they were taken over; else they are as at the start
     */
    public boolean adopt(OptimizerState old, List<CopiedRange> kept, boolean sameOptimizers) {
        if (whole != null || old.whole != null) {
            return sameOptimizers
                    && whole != null
                    && old.whole != null
                    && whole.length() == old.whole.length()
                    && CopiedRange.isAll(kept, vector.values.length())
                    && adoptWhole(old);
        }
        long covered = 0;
        for (Piece piece : all()) {
            for (CopiedRange stretch : kept) {
                covered += adopt(piece, stretch, old);
            }
        }
        boolean all = covered
                == all().stream().mapToLong(p -> p.length() * p.slots().size()).sum();
        if (!all && covered > 0) {
            slots.values().forEach(slot -> slot.assign(0));
            init();
        }
        if (all) {
            perExample.forEach((name, rows) -> rows.adoptCounts(old.perExample.get(name)));
        }
        return all;
    }

    private boolean adoptWhole(OptimizerState old) {
        whole.slots().forEach((name, slot) -> slot.assign(old.whole.slots().get(name)));
        numbers.adopt(old.numbers, "optimizer");
        return true;
    }

    /** @return how many numbers of a piece's vectors were found */
    private static long adopt(Piece piece, CopiedRange stretch, OptimizerState old) {
        long shift = stretch.from() - stretch.to();
        long begin = Math.max(piece.offset(), stretch.to());
        long end = Math.min(piece.offset() + piece.length(), stretch.to() + stretch.length());
        long found = 0;
        for (Piece before : begin < end ? old.all() : List.<Piece>of()) {
            long from = Math.max(begin, before.offset() - shift);
            long to = Math.min(end, before.offset() + before.length() - shift);
            if (from < to) {
                for (var slot : piece.slots().entrySet()) {
                    INDArray source = before.slots().get(slot.getKey());
                    if (source != null) {
                        Views.of(slot.getValue(), from - piece.offset(), to - from)
                                .assign(Views.of(source, from + shift - before.offset(), to - from));
                        found += to - from;
                    }
                }
            }
        }
        return found;
    }

    /** @return whether the optimizer takes all that is trained at once, and evaluates the objective by itself */
    boolean searches() {
        return whole != null;
    }

    /**
     * Adds the gradient of the penalties.
     *
     * @return the penalties
     */
    double penalize(Workers workers) {
        if (control.l1() == 0 && control.l2() == 0) {
            return 0;
        }
        double[] penalties = new double[pieces.size()];
        workers.run(pieces.size(), i -> {
            Piece piece = pieces.get(i);
            if (piece.weights()) {
                penalties[i] = GradientRules.penalize(piece.values(), piece.gradient(), control.l1(), control.l2());
            }
        });
        return inOrder(penalties);
    }

    /**
     * Moves all that is trained.
     *
     * @param rows the rows of the batch
     * @return whether all trained values are finite afterwards
     */
    boolean update(Update update, Workers workers, ExampleRows rows) {
        boolean isFinite = update(pieces, perExample.keySet(), update, workers, rows);
        workers.run(weights.size(), i -> MaxNorm.hold(weights.get(i), control.maxNorm()));
        return isFinite;
    }

    /**
     * Moves a part of what is trained, with its penalties; max-norm holds for all weights afterwards.
     *
     * @param part what is moved
     * @param rows the rows of the batch
     */
    void update(Trained part, Update update, Workers workers, ExampleRows rows) {
        List<Piece> moved = parts.computeIfAbsent(part, this::pieces);
        workers.run(moved.size(), i -> {
            Piece piece = moved.get(i);
            if (piece.weights() && (control.l1() > 0 || control.l2() > 0)) {
                GradientRules.penalize(piece.values(), piece.gradient(), control.l1(), control.l2());
            }
        });
        List<String> ofPart =
                part.variables().stream().filter(perExample::containsKey).toList();
        update(moved, ofPart, update, workers, rows);
        workers.run(weights.size(), i -> MaxNorm.hold(weights.get(i), control.maxNorm()));
    }

    private List<Piece> pieces(Trained part) {
        List<long[]> ranges = new ArrayList<>(network.ranges(part.from(), part.to()));
        for (String name : part.variables()) {
            if (!trained.contains(name) || name.equals(Layout.PARAMETERS)) {
                throw new SpecException("the method updates '" + name + "', which is not one of its variables");
            }
            Range range = vector.ranges().get(name);
            ranges.add(new long[] {range.offset(), range.offset() + range.length()});
        }
        List<Piece> within = new ArrayList<>();
        for (Piece piece : pieces) {
            for (long[] range : ranges) {
                long begin = Math.max(piece.offset(), range[0]);
                long end = Math.min(piece.offset() + piece.length(), range[1]);
                if (begin < end) {
                    within.add(piece.cut(begin - piece.offset(), end - begin));
                }
            }
        }
        return within;
    }

    /** Moves pieces and, of variables with a row per example, the rows of the batch. */
    private boolean update(
            List<Piece> whole, Collection<String> byRow, Update update, Workers workers, ExampleRows rows) {
        if (byRow.isEmpty()) {
            return move(whole, i -> update, workers);
        }
        List<Piece> moved = new ArrayList<>(whole);
        List<Update> updates = new ArrayList<>(Collections.nCopies(whole.size(), update));
        for (String name : byRow) {
            for (RowUpdates.Move move : perExample.get(name).moves(rows.of(name))) {
                moved.add(move.piece());
                updates.add(new Update(move.number(), update.factor()));
            }
        }
        boolean isFinite = move(moved, updates::get, workers);
        byRow.forEach(name -> perExample.get(name).moved(rows.of(name)));
        rows.writeBack();
        return isFinite;
    }

    private boolean move(List<Piece> moved, IntFunction<Update> updates, Workers workers) {
        double scale = clip(moved, workers);
        Map<Spec, ElementwiseOptimizer> movers = new HashMap<>();
        groups.values()
                .forEach(g -> movers.put(g.optimizer(), (ElementwiseOptimizer) services.optimizer(g.optimizer())));
        AtomicBoolean finite = new AtomicBoolean(true);
        workers.run(moved.size(), i -> {
            Piece piece = moved.get(i);
            if (scale < 1) {
                GradientRules.scale(piece.gradient(), scale);
            }
            movers.get(piece.group().optimizer())
                    .update(piece.values(), piece.gradient(), piece.slots()::get, updates.apply(i));
            if (!Finite.all(piece.values())) {
                finite.set(false);
            }
        });
        return finite.get();
    }

    /** Clips by value; returns what the gradient is to be scaled by: less than 1 where its norm is too large. */
    private double clip(List<Piece> moved, Workers workers) {
        if (control.clipValue() == 0 && control.clipNorm() == 0) {
            return 1;
        }
        double[] squares = new double[moved.size()];
        workers.run(moved.size(), i -> {
            if (control.clipValue() > 0) {
                GradientRules.clamp(moved.get(i).gradient(), control.clipValue());
            }
            squares[i] = GradientRules.sumOfSquares(moved.get(i).gradient());
        });
        double norm = Math.sqrt(inOrder(squares));
        // one that is not finite must show where it comes from, not spread over all
        return control.clipNorm() > 0 && Double.isFinite(norm) ? control.clipNorm() / (norm + ABOVE_0) : 1;
    }

    /** The same sum, whichever thread was first. */
    private static double inOrder(double[] parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    /** A step of an optimizer that {@link #searches}; returns whether all trained values are finite afterwards. */
    boolean step(double objective, DoubleSupplier evaluate, Update update) {
        clearUntrained();
        ((ObjectiveOptimizer) services.optimizer(whole.group().optimizer()))
                .step(whole.values(), whole.gradient(), objective, evaluate, whole.slots()::get, ofOptimizer, update);
        return Finite.all(whole.values());
    }

    private void clearUntrained() {
        vector.ranges().keySet().stream()
                .filter(name -> !trained.contains(name))
                .forEach(name -> vector.view(name, true).assign(0));
    }

    public Map<String, INDArray> slots() {
        return slots;
    }

    public RunNumbers numbers() {
        return numbers;
    }
}

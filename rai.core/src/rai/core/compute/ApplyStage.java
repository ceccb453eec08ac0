package rai.core.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.core.network.FlatNetwork;

/** A layer of any other kind: a pass for each copy in each tile, or for each copy if it mixes rows or gathers state. */
final class ApplyStage extends Stage {
    private final Segments segments;
    private final Activations activations;
    private final Kernel kernel;
    private final int copies;
    private final int rows;
    private final Layer.Apply apply;
    private final int first;
    private final int stride;
    private final boolean whole;
    private final List<List<FunctionPass>> passes = new ArrayList<>();
    private final List<List<FunctionPass>> passesOfCopy = new ArrayList<>();
    private final List<Tiling.Tile> extents = new ArrayList<>();
    private final FlatNetwork network;
    private final INDArray gradient;

    ApplyStage(
            Segments segments,
            FlatNetwork network,
            INDArray parameters,
            INDArray gradient,
            INDArray state,
            int layer,
            int stride,
            Tiling tiling,
            Workers workers,
            Kernel kernel,
            Activations activations) {
        super(network.layers().get(layer));
        this.segments = segments;
        this.activations = activations;
        this.kernel = kernel;
        copies = tiling.copies();
        rows = tiling.rows();
        this.network = network;
        this.gradient = gradient;
        first = layer;
        this.stride = stride;
        apply = (Layer.Apply) this.layer;
        whole = apply.mixesRows() || !apply.state().isEmpty();
        List<Map<String, INDArray>> parametersOf = new ArrayList<>();
        List<Map<String, INDArray>> stateOf = new ArrayList<>();
        for (int c = 0; c < copies; c++) {
            parametersOf.add(FunctionPass.parameters(network, layer + c * stride, parameters));
            stateOf.add(FunctionPass.state(network, layer + c * stride, state));
            passesOfCopy.add(new ArrayList<>());
        }
        FunctionPass.Sharing sharing = whole && copies == 1 ? workers::run : FunctionPass.ALONE;
        for (int task = 0; task < (whole ? copies : tiling.tiles().size()); task++) {
            Tiling.Tile extent = whole
                    ? new Tiling.Tile(task, task + 1, 0, rows)
                    : tiling.tiles().get(task);
            List<FunctionPass> ofTask = new ArrayList<>();
            for (int c = extent.copyFrom(); c < extent.copyTo(); c++) {
                long which = layer + (long) c * stride;
                FunctionPass pass = new FunctionPass(
                        apply,
                        parameters.dataType(),
                        parametersOf.get(c),
                        stateOf.get(c),
                        sharing,
                        () -> segments.random(which, extent.rowFrom()));
                ofTask.add(pass);
                passesOfCopy.get(c).add(pass);
            }
            extents.add(extent);
            passes.add(ofTask);
        }
    }

    private INDArray rowsOf(INDArray array, int task, int i, int width) {
        Tiling.Tile t = extents.get(task);
        return Views.of(array, ((long) (t.copyFrom() + i) * rows + t.rowFrom()) * width, t.rows(), width);
    }

    private void each(Binding binding) {
        for (int task = 0; task < passes.size(); task++) {
            for (int i = 0; i < passes.get(task).size(); i++) {
                binding.bind(passes.get(task).get(i), task, i);
            }
        }
    }

    @Override
    void bindInput(INDArray array) {
        each((pass, task, i) -> {
            pass.input = rowsOf(array, task, i, apply.inputs());
            pass.output = pass.output == null ? rowsOf(output, task, i, apply.outputs()) : pass.output;
        });
    }

    @Override
    void bindUpstream(INDArray array) {
        each((pass, task, i) -> {
            pass.upstream = rowsOf(array, task, i, apply.outputs());
            pass.prepareGradients();
        });
    }

    @Override
    boolean whole() {
        return whole;
    }

    @Override
    boolean learns() {
        return !apply.parameters().isEmpty();
    }

    @Override
    void forward(int task) {
        LayerFunction function = activations.layer(apply.spec());
        passes.get(task).forEach(function::forward);
    }

    @Override
    void backward(int task, boolean below) {
        LayerFunction function = activations.layer(apply.spec());
        for (int i = 0; i < passes.get(task).size(); i++) {
            FunctionPass pass = passes.get(task).get(i);
            if (below && pass.ofInput == null) {
                pass.ofInput = rowsOf(downstream, task, i, apply.inputs());
            }
            pass.downstream = below ? pass.ofInput : null;
            function.backward(pass);
        }
    }

    @Override
    void updateState() {
        if (!apply.state().isEmpty()) {
            LayerFunction function = activations.layer(apply.spec());
            passes.forEach(ofTask -> ofTask.forEach(function::updateState));
        }
    }

    /** Sums over passes are made in the order of copies and rows, whoever was first. */
    @Override
    void parameterGradient(boolean adds) {
        for (Tensor tensor : apply.parameters()) {
            for (int c = 0; c < copies; c++) {
                long at = network.parameterOffset(first + c * stride, tensor.name());
                Pointer sum = Views.address(gradient, at);
                boolean fresh = !adds && (!tensor.shared() || segments.first(at, List.of(this, c)));
                for (FunctionPass pass : passesOfCopy.get(c)) {
                    if (fresh) {
                        kernel.copy(tensor.length(), pass.gradientAddress(tensor.name()), sum);
                        fresh = false;
                    } else {
                        kernel.add(tensor.length(), 1, pass.gradientAddress(tensor.name()), sum);
                    }
                }
            }
        }
    }

    private interface Binding {
        void bind(FunctionPass pass, int task, int i);
    }
}

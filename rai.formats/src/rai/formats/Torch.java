package rai.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.run.Model;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * torch: the weights of the dense maps as PyTorch's {@code nn.Sequential} of {@code nn.Linear} and activations names them: {@code 0.weight}
 * [outputs, inputs], {@code 0.bias}, {@code 2.weight}, ..., the number being the position of the layer. Batch-norm, layer-norm and prelu
 * have the names of {@code nn.BatchNorm1d}, {@code nn.LayerNorm} and {@code nn.PReLU}.
 */
@Component
@Named("torch")
@About(
        value = "The weights under the names of PyTorch's nn.Sequential, for load_state_dict.",
        source = "Paszke et al., 2019, NeurIPS 32: PyTorch, nn.Linear and nn.Sequential")
public class Torch implements ModelFormat {
    @Override
    public List<String> endings() {
        return List.of(".torch-names.npz", ".torch.npz");
    }

    @Override
    public List<String> write(Model model, Destination to) throws IOException {
        NpzFile.write(arrays(model), to.path());
        return List.of("the weights expect standardised features, (x - mean) / sd, with feature-mean and feature-sd of"
                + " the format npz, if the run standardises them");
    }

    static List<Tensors.Named> arrays(Model model) {
        List<Tensors.Named> all = new ArrayList<>();
        List<Layer> layers = model.network().layers();
        Map<String, Integer> numbers = new HashMap<>();
        Map<Spec, String> firstWith = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Layer.Fork || layer instanceof Layer.Join) {
                throw new SpecException(
                        "a residual block has no place in PyTorch's nn.Sequential: use safetensors, npz" + " or onnx");
            }
            if (layer instanceof Layer.Dense dense) {
                String own = numbered("dense", numbers);
                all.add(transposed(i + ".weight", model.tensor(own + "weight")));
                if (dense.bias()) {
                    all.add(row(i + ".bias", model.tensor(own + "bias")));
                }
            } else if (layer instanceof Layer.Apply apply) {
                String own = numbered(apply.spec().name(), numbers);
                boolean shared = apply.parameters().stream().anyMatch(Tensor::shared);
                add(all, model, i, apply, shared ? firstWith.computeIfAbsent(apply.spec(), first -> own) : own);
            }
        }
        return all;
    }

    /** @return {@code dense_1.} for the first dense map, and so on */
    private static String numbered(String layer, Map<String, Integer> numbers) {
        return layer + "_" + numbers.merge(layer, 1, Integer::sum) + ".";
    }

    /** @param own how the names of its tensors begin; those that layers share have the name of the first */
    private static void add(List<Tensors.Named> all, Model model, int index, Layer.Apply apply, String own) {
        if (apply.parameters().isEmpty() && apply.state().isEmpty()) {
            return;
        }
        List<TorchNames.Pair> pairs = TorchNames.of(apply.spec().name());
        if (pairs.isEmpty()) {
            throw new SpecException("the layer " + apply.spec()
                    + " has no counterpart in PyTorch's nn.Sequential: use safetensors, npz or onnx");
        }
        Set<String> present = Stream.concat(apply.parameters().stream(), apply.state().stream())
                .map(Tensor::name)
                .collect(Collectors.toSet());
        for (TorchNames.Pair pair : pairs) {
            if (present.contains(pair.ours())) {
                all.add(row(index + "." + pair.theirs(), model.tensor(own + pair.ours())));
            }
        }
    }

    private static Tensors.Named row(String name, INDArray values) {
        return new Tensors.Named(name, List.of(values.length()), values);
    }

    private static Tensors.Named transposed(String name, INDArray weight) {
        INDArray turned = weight.transpose().dup('c');
        return new Tensors.Named(name, List.of(turned.size(0), turned.size(1)), turned);
    }
}

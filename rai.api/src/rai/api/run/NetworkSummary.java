package rai.api.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.document.Documents;

/**
 * What a network consists of, and what it costs, layer by layer.
 *
 * @param network its layers
 * @param inputs the number of features that it reads
 * @param rows examples per step, which outputs are counted for
 * @param precision the data type
 * @param layers its layers from input to output
 * @param trainingBytes about how much memory a training takes, with the state of the optimizer, the variables of the method and
 *     the copies that are kept; empty if the training is not known
 */
public record NetworkSummary(
        String network,
        int inputs,
        int rows,
        Precision precision,
        List<LayerSummary> layers,
        Optional<Double> trainingBytes) {
    /** Copies the list. */
    public NetworkSummary {
        layers = List.copyOf(layers);
    }

    /** @return how many numbers it learns */
    public long parameters() {
        return layers.stream().mapToLong(LayerSummary::parameters).sum();
    }

    /** @return how many numbers its layers gather while training */
    public long state() {
        return layers.stream().mapToLong(LayerSummary::state).sum();
    }

    /** @return what its layers take in a step */
    public double bytes() {
        return layers.stream().mapToDouble(LayerSummary::bytes).sum();
    }

    /** @return additions and multiplications of a forward pass of one example */
    public double flops() {
        return layers.stream().mapToDouble(LayerSummary::flops).sum();
    }

    /** @return the summary as a document, with the sums under {@code total} */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>(Documents.of(this));
        Map<String, Object> total = new LinkedHashMap<>();
        total.put("parameters", parameters());
        total.put("state", state());
        total.put("bytes", bytes());
        total.put("flops", flops());
        map.put("total", total);
        return map;
    }
}

package rai.core.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import rai.api.diagnosis.Diagnosis.Finding;
import rai.api.diagnosis.Diagnosis.Illness;
import rai.api.diagnosis.Limits;

/** How gradients change from the last map to the first: by the norms at the outputs of the maps. */
record GradientRule(List<LayerFacts> layers, Limits limits, Supplier<Remedies> remedies) {
    /** Between two maps there is no depth in which a gradient could vanish. */
    private static final int FEWEST = 3;

    Optional<Finding> finding() {
        List<LayerFacts> maps = layers.stream().filter(LayerFacts::isMap).toList();
        if (maps.size() < FEWEST) {
            return Optional.empty();
        }
        LayerFacts first = maps.get(0);
        LayerFacts last = maps.get(maps.size() - 1);
        double ratio = first.outputGradient() / last.outputGradient(); // NaN if both are 0
        if (ratio < limits.vanishing()) {
            return Optional.of(new Finding(
                    Illness.VANISHING_GRADIENT,
                    "network",
                    "the gradient vanishes: " + course(maps),
                    List.of(),
                    Optional.empty(),
                    remedies.get()
                            .init(
                                    "isometric",
                                    "orthogonal weights with the gain of the activation: the gradient keeps its"
                                            + " norm through any depth")
                            .setting("model.network", "residual(...) blocks: the gradient passes beside the layers")
                            .method(
                                    "rai",
                                    "every layer learns from its own target, so no gradient has to pass the depth")
                            .all()));
        }
        if (ratio > limits.exploding()) {
            return Optional.of(new Finding(
                    Illness.EXPLODING_GRADIENT,
                    "network",
                    "the gradient explodes: " + course(maps),
                    List.of(),
                    Optional.empty(),
                    remedies.get()
                            .init(
                                    "isometric",
                                    "orthogonal weights with the gain of the activation: the gradient keeps its"
                                            + " norm through any depth")
                            .init("kaiming", "weights whose variance follows from the activation and fan-in")
                            .setting("phases[].clip_norm", "bounds the step, though not the ratio of the layers")
                            .all()));
        }
        return Optional.empty();
    }

    private static String course(List<LayerFacts> maps) {
        LayerFacts last = maps.get(maps.size() - 1);
        int at = 0;
        while (at < maps.size() - 1 && maps.get(at).outputGradient() == 0) {
            at++;
        }
        double factor = Math.pow(
                maps.get(at).outputGradient() / last.outputGradient(), 1.0 / Math.max(1, maps.size() - 1 - at));
        return "its norm is " + Texts.of(last.outputGradient()) + " at " + last.name() + " and "
                + Texts.of(maps.get(0).outputGradient()) + " at " + maps.get(0).name() + ", a factor of about "
                + Texts.of(factor) + " per map";
    }
}

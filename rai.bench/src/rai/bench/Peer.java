package rai.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Another program that does the same step.
 *
 * @param name what it is called in the results
 * @param kind what its script does: {@code rai-layers}, {@code rai-batched}, {@code backprop} or
 *     {@code activation-network}
 */
record Peer(String name, String kind) {
    static final List<Peer> RAI =
            List.of(new Peer("torch-layers", "rai-layers"), new Peer("torch-batched", "rai-batched"));
    static final List<Peer> BACKPROP = List.of(new Peer("torch", "backprop"));
    static final List<Peer> ACTIVATION_NETWORK = List.of(new Peer("torch", "activation-network"));

    /**
     * The arguments of the script.
     *
     * @param of the case
     * @param threads how many
     * @return key=value, in any order
     */
    List<String> arguments(Case of, int threads) {
        List<String> arguments = new ArrayList<>();
        arguments.add("kind=" + kind);
        arguments.add("threads=" + threads);
        arguments.add("examples=" + of.examples());
        arguments.add("rows=" + of.work().rows());
        arguments.add("widths="
                + String.join(
                        ",", of.work().widths().stream().map(String::valueOf).toList()));
        arguments.add("activation=" + of.activation());
        arguments.add("inner=" + of.inner());
        arguments.add("optimizer=" + of.optimizer().name());
        arguments.add("rate=" + of.optimizer().rate());
        return arguments;
    }
}

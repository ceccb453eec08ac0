package rai.core.data;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.loss.Loss;
import rai.api.spec.SpecException;

/**
 * What a plan must know of the data.
 *
 * @param task what is to be learnt
 * @param examples how many training examples there are
 * @param inputs the number of features
 * @param targets the number of targets of a regression
 * @param classNames the classes; empty for a regression
 * @param parts which parts of the data there are
 * @param onDemand whether the training examples are read whenever they are needed, and not held in memory
 */
public record DataFacts(
        Task task, int examples, int inputs, int targets, List<String> classNames, Set<Part> parts, boolean onDemand) {
    public static DataFacts of(RunData all) {
        Dataset data = all.train();
        Set<Part> parts = Stream.of(Part.values())
                .filter(part -> all.part(part).isPresent())
                .collect(Collectors.toSet());
        return new DataFacts(
                data.task(),
                data.examples(),
                data.inputs(),
                data.outputs(),
                data.classNames(),
                parts,
                data.isOnDemand());
    }

    /** How many outputs a network needs for these data under a loss. */
    public int outputs(Loss loss, String lossName) {
        if (task == Task.REGRESSION) {
            if (loss.targets() != Loss.Targets.NUMBERS) {
                throw new SpecException("the loss " + lossName
                        + " is for classes, but the data hold numbers: use a loss such as mse, or name the"
                        + " target a class");
            }
            return targets;
        }
        return task == Task.BINARY && loss.targets() != Loss.Targets.ONE_HOT ? 1 : classNames.size();
    }
}

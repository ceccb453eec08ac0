package rai.embed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A trained network. Several threads may use it. */
public final class Trained {
    private final Session session;
    private final Path directory;
    private final Map<String, Object> result;
    private final Map<String, Object> facts;

    Trained(Session session, Path directory, Map<String, Object> result) {
        this.session = session;
        this.directory = directory;
        this.result = result;
        facts = session.ask("open", Map.of("directory", directory));
    }

    /** @return the directory of the run; it goes with RAI if the request named none */
    public Path directory() {
        return directory;
    }

    /**
     * @return the result as a document: {@code train} and {@code test} with the metrics, {@code seconds}, {@code steps}, {@code state_hash} and
     *     others; empty for a run that was opened
     */
    public Map<String, Object> result() {
        return result;
    }

    /**
     * @param part {@code train}, {@code valid} or {@code test}
     * @param metric such as {@code accuracy} or {@code loss}
     * @return the metric of that part at the end of the training
     * @throws RaiException if the run was not evaluated so
     */
    public double metric(String part, String metric) {
        if (result.get(part) instanceof Map<?, ?> metrics && metrics.get(metric) instanceof Number value) {
            return value.doubleValue();
        }
        throw new RaiException("the run has no " + part + " " + metric + ": "
                + (result.get(part) instanceof Map<?, ?> metrics
                        ? "there are "
                                + String.join(
                                        ", ",
                                        metrics.keySet().stream()
                                                .map(String::valueOf)
                                                .toList())
                        : result.isEmpty() ? "it was opened, not trained" : "it was not evaluated on such data"));
    }

    /** @return the names of the classes, in the order of their probabilities; empty for a regression */
    @SuppressWarnings("unchecked")
    public List<String> classes() {
        return (List<String>) facts.get("classes");
    }

    /**
     * Predicts.
     *
     * @param rows [n][d], the features in the order of the training data
     * @return a prediction for each row
     * @throws RaiException if the rows do not fit the network
     */
    public Prediction predict(double[]... rows) {
        Map<String, Object> answer = session.ask("predict", Map.of("model", facts.get("model"), "rows", rows));
        return new Prediction(
                (String[]) answer.getOrDefault("labels", new String[0]),
                (double[][]) answer.getOrDefault("probabilities", new double[0][]),
                (double[][]) answer.getOrDefault("values", new double[0][]));
    }
}

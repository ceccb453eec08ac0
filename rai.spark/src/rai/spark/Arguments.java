package rai.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of {@link Main}, in one of two forms: {@code study run FILE --on MASTER ...}, as {@code ./rai} passes them on, or
 * {@code --study FILE --journal DIR ...} after {@code spark-submit}.
 *
 * @param command the command for RAI
 * @param master Spark's master; empty if {@code spark-submit} sets it
 * @param settings what the user sets of Spark
 * @param dist the directory {@code dist} on every worker; empty if it is to be shipped
 * @param study what is run, for the name of the application
 */
record Arguments(
        List<String> command,
        Optional<String> master,
        Map<String, String> settings,
        Optional<Path> dist,
        String study) {

    private static final String MASTERS =
            "local|local\\[(\\*|[1-9]\\d*)(,\\d+)?\\]|local-cluster\\[.+\\]|spark://[^:/]+:\\d+.*|spark://\\[.+|yarn|k8s://.+";

    /** @throws IllegalArgumentException if they are wrong; the message says how */
    static Arguments of(String[] arguments) {
        List<String> command = new ArrayList<>();
        Optional<String> master = Optional.empty();
        Optional<Path> dist = Optional.empty();
        Map<String, String> settings = new LinkedHashMap<>();
        String study = "";
        boolean submitted = arguments.length == 0 || !arguments[0].equals("study");
        List<String> words = split(arguments);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--on" -> master = Optional.of(master(value(words, ++i, word)));
                case "--dist" -> dist = Optional.of(Path.of(value(words, ++i, word)));
                case "--conf" -> set(settings, value(words, ++i, word));
                case "--study" -> study = value(words, ++i, word);
                case "--journal" -> command.addAll(List.of("--out", value(words, ++i, word)));
                default -> {
                    command.add(word);
                    continue;
                }
            }
            if (!submitted && !word.equals("--study") && !word.equals("--journal")) {
                command.addAll(words.subList(i - 1, i + 1)); // the command knows them too, and ignores them
            }
        }
        if (submitted) {
            if (study.isEmpty()) {
                throw new IllegalArgumentException("no study is named: --study FILE --journal DIRECTORY"
                        + " [--dist DIRECTORY] [options of study run]");
            }
            command.addAll(0, List.of("study", "run", study));
        } else {
            study = command.stream()
                    .skip(2)
                    .filter(word -> !word.startsWith("-"))
                    .findFirst()
                    .orElse("");
        }
        return new Arguments(List.copyOf(command), master, settings, dist, study);
    }

    /** {@code --on=x} becomes two words. */
    private static List<String> split(String[] arguments) {
        List<String> words = new ArrayList<>();
        for (String word : arguments) {
            int equals = word.indexOf('=');
            if (word.matches("--(on|dist|conf|study|journal)=.*")) {
                words.add(word.substring(0, equals));
                words.add(word.substring(equals + 1));
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static String value(List<String> words, int at, String option) {
        if (at >= words.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.get(at);
    }

    private static String master(String text) {
        if (!text.matches(MASTERS)) {
            throw new IllegalArgumentException("--on '" + text
                    + "' is not a master of Spark: local[N] with N from 1, spark://HOST:PORT, yarn or k8s://URL");
        }
        return text.replaceFirst("^k8s://(?!https?://)", "k8s://https://"); // as spark-submit does
    }

    private static void set(Map<String, String> settings, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--conf " + text + " is not of the form KEY=VALUE, as in spark.executor.memory=2g");
        }
        settings.put(text.substring(0, equals), text.substring(equals + 1));
    }

    /** @return the host and port of a standalone master; empty for any other */
    Optional<String> standalone() {
        return master.filter(url -> url.startsWith("spark://")).map(url -> url.substring("spark://".length()));
    }
}

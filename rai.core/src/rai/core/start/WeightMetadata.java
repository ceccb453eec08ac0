package rai.core.start;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rai.api.data.DataException;
import rai.api.data.Dataset;

/**
 * What a file of weights says beside its numbers, compared with what it is used for: the same numbers in another network, or for columns
 * in another order, predict something else.
 */
final class WeightMetadata {
    private static final int SHOWN = 10;

    private final Map<String, String> metadata;
    private final String origin;
    private final Consumer<String> notes;

    /**
     * @param metadata texts by name, as export writes them; files of others say nothing, or something else
     * @param origin the file, for messages
     * @param notes receives a sentence for each difference
     */
    WeightMetadata(Map<String, String> metadata, String origin, Consumer<String> notes) {
        this.metadata = metadata;
        this.origin = origin;
        this.notes = notes;
    }

    /** @param network the layers that take the weights */
    void requireNetwork(String network) {
        String said = metadata.getOrDefault("network", network);
        if (!said.equals(network)) {
            notes.accept("the network of " + origin + " is said to be " + said + ", and is " + network + " here");
        }
    }

    /**
     * @param data the data that say what features and classes are
     * @throws DataException if their names are those of the file in another order
     */
    void requireData(Dataset data) {
        compare("features", data.featureNames());
        compare("classes", data.classNames());
    }

    private void compare(String what, List<String> here) {
        List<String> said = list(what);
        if (said.isEmpty() || said.equals(here)) {
            return;
        }
        if (said.size() == here.size() && new HashSet<>(said).equals(new HashSet<>(here))) {
            throw new DataException("the " + what + " of the data are in another order than those of " + origin + ": "
                    + shown(here) + " instead of " + shown(said));
        }
        notes.accept("the " + what + " of " + origin + " are said to be " + shown(said) + ", and are " + shown(here)
                + " here");
    }

    private static String shown(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? ", ..." : "");
    }

    /** None if the file says something that is not a list of texts. */
    private List<String> list(String name) {
        try {
            String[] list = new Gson().fromJson(metadata.getOrDefault(name, "[]"), String[].class);
            return list == null || Arrays.asList(list).contains(null) ? List.of() : List.of(list);
        } catch (JsonParseException e) {
            return List.of();
        }
    }
}

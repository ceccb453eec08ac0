package rai.studies.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import rai.api.run.DataFiles;
import rai.api.run.RunRequest;

/** The small local files of data, which travel with the trials; larger ones must be where the workers reach them. */
final class Parcel {
    /** A file that is larger stays where it is. */
    static final long MOST_BYTES = 64L << 20;

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * @param request a request
     * @return the files that travel with it, as the request names them, with their SHA-256
     */
    Map<String, String> of(RunRequest request) {
        Map<String, String> files = new TreeMap<>();
        for (String file : DataFiles.of(request)) {
            String sha256 = known.computeIfAbsent(file, Parcel::sha256);
            if (!sha256.isEmpty()) {
                files.put(file, sha256);
            }
        }
        return files;
    }

    /** @return the checksum; empty if the file does not travel */
    private static String sha256(String file) {
        try {
            Path path = Path.of(file);
            return Files.size(path) > MOST_BYTES ? "" : Sha256.of(Files.readAllBytes(path));
        } catch (IOException e) {
            return ""; // the worker says what it misses
        }
    }
}

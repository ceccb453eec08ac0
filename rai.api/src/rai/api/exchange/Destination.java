package rai.api.exchange;

import java.nio.file.Path;

/**
 * Where a format writes. What it writes has another name until it is complete, so that nothing incomplete is ever seen.
 *
 * @param path where to write: a file, or a directory, that does not exist yet
 * @param name the name that it has in the end, such as {@code model.onnx}
 */
public record Destination(Path path, String name) {}

package rai.api.data;

import java.util.List;

/**
 * Who publishes data, and as which files.
 *
 * @param title what the data are called, such as {@code MNIST}
 * @param folder their folder in each of {@link DataPlaces}, such as {@code mnist} or {@code uci121/iris}
 * @param publisher who publishes them
 * @param page the address of the publisher's page
 * @param files the files
 */
public record Publication(String title, String folder, String publisher, String page, List<PublishedFile> files) {
    /** Copies the list. */
    public Publication {
        files = List.copyOf(files);
    }

    /** @return whether every file can be downloaded */
    public boolean isFetched() {
        return files.stream().allMatch(file -> file.address().isPresent());
    }
}

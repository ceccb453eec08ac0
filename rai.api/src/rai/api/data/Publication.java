package rai.api.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** @return the files that can be downloaded; empty if there are none */
    public List<PublishedFile> fetched() {
        return files.stream().filter(file -> file.address().isPresent()).toList();
    }

    /**
     * @param places places
     * @return the folder of the data in each of them
     */
    public List<Path> folders(DataPlaces places) {
        return places.all().stream()
                .map(place -> place.directory().resolve(folder))
                .toList();
    }

    /**
     * @param file one of the files
     * @param folders where to look, in this order
     * @return its path, compressed or not; empty if it is nowhere
     */
    public static Optional<Path> find(PublishedFile file, List<Path> folders) {
        return folders.stream()
                .flatMap(folder -> Stream.of(file.name(), file.contentName())
                        .flatMap(Publication::spellings)
                        .map(folder::resolve))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Some programs that unpack {@code train-images-idx3-ubyte.gz} call the content {@code train-images.idx3-ubyte}. */
    private static Stream<String> spellings(String name) {
        String dotted = name.replaceFirst("-(idx[0-9]-)", ".$1");
        return dotted.equals(name) ? Stream.of(name) : Stream.of(name, dotted);
    }
}

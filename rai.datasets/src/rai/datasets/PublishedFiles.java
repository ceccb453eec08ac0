package rai.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Publication;
import rai.api.data.PublishedFile;

/**
 * Finds the files of published data: in the directory that the setting {@code directory} names, and nowhere else if it names one;
 * otherwise in the folder of the data in each of the places, in their order.
 *
 * @param publication who publishes the data, and as which files
 * @param directory the setting
 * @param places the places
 */
record PublishedFiles(Publication publication, String directory, DataPlaces places) {
    /** The setting {@code directory} if it names none. */
    static final String ANYWHERE = "-";

    /** What the setting is, for its help. */
    static final String HELP =
            "The directory of the files; - looks into --data-dir, RAI_DATA and the cache, in this order.";

    /**
     * A file that must be there.
     *
     * @param file the file
     * @param fetch what {@code data fetch} downloads it as, if it can
     * @return its path
     * @throws DataException if it is missing; the message says who publishes it and where to put it
     */
    Path require(PublishedFile file, Optional<String> fetch) {
        return any(file).orElseThrow(() -> missing(file, fetch));
    }

    /**
     * @param file a file
     * @return its path, compressed or not; empty if it is nowhere
     */
    Optional<Path> any(PublishedFile file) {
        return Publication.find(file, folders());
    }

    /** @return the directories in which files may lie */
    List<Path> folders() {
        return directory.equals(ANYWHERE) ? publication.folders(places) : List.of(Path.of(directory));
    }

    private DataException missing(PublishedFile file, Optional<String> fetch) {
        List<String> looked = new ArrayList<>();
        if (directory.equals(ANYWHERE)) {
            places.all()
                    .forEach(place ->
                            looked.add(place.directory().resolve(publication.folder()) + " (" + place.name() + ")"));
        } else {
            looked.add(directory);
        }
        boolean packed = !file.contentName().equals(file.name());
        String from = publication.publisher() + ", " + publication.page();
        return new DataException(publication.title() + " needs the file " + file.contentName()
                + (packed ? ", or " + file.name() : "") + ", which is not in "
                + looked.stream().collect(Collectors.joining(" or in "))
                + ": "
                + fetch.map(arguments -> "'rai data fetch " + arguments + "' downloads it from " + from
                                + ", or put it there yourself")
                        .orElse("get it from " + from + ", and put it into "
                                + folders().get(0)));
    }
}

package rai.shell.command;

import picocli.CommandLine.Option;
import rai.api.data.DataPlaces;
import rai.api.spec.SpecException;

/** The option that says where files of published data are looked for first. */
public final class DataDirectory {
    /** What it means. */
    public static final String ABOUT =
            "Look for the files of published data, such as mnist, in this directory first; it has a folder per set"
                    + " (default: the directory that RAI_DATA names, then the cache of 'rai data fetch').";

    @Option(names = DataPlaces.OPTION, paramLabel = Labels.DIRECTORY, description = ABOUT)
    public String directory;

    /**
     * @param data the data that are given by {@code --data}; null if none are
     * @throws SpecException if a directory is given, but no data
     */
    public void requireFor(String data) {
        if (data == null && directory != null) {
            throw new SpecException(DataPlaces.OPTION + " says where the files of --data are, but --data is not given:"
                    + " those of the run are looked for where it found them, and then where " + DataPlaces.VARIABLE
                    + " says");
        }
    }

    /** @return where files are looked for */
    public DataPlaces places() {
        return DataPlaces.here(directory);
    }
}

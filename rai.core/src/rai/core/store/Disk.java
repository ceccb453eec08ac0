package rai.core.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What files of runs are written to. Tests put a small one in its place. */
public class Disk {
    /** The one of this machine. */
    public static final Disk REAL = new Disk();

    /** Fills a file. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Opens a file to write to it; makes it where it is not there.
     *
     * @param file the file
     * @return the file; unlike a channel it stays open where its thread is interrupted
     * @throws IOException if it can't be opened
     */
    protected RandomAccessFile open(Path file) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), "rw");
        } catch (FileNotFoundException e) {
            if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
                throw new NoSuchFileException(file.toString()); // its folder was deleted meanwhile
            }
            throw e;
        }
    }

    /**
     * How much more can be written.
     *
     * @param directory where to
     * @return bytes; {@link Long#MAX_VALUE} where the system does not say
     */
    protected long room(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return store.getTotalSpace() > 0 ? store.getUsableSpace() : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Waits until a file's content is on the disk.
     *
     * @param file the file
     * @throws IOException if that can't be
     */
    protected void sync(RandomAccessFile file) throws IOException {
        file.getFD().sync();
    }

    /** @return how long a run waits before it tries again to write what could not be written, in milliseconds */
    protected long again() {
        return 1000;
    }

    /** @return after how many milliseconds a run that can't write ends; 0 if it waits for ever */
    protected long patience() {
        return DiskPatience.millis(System.getenv(), System.getProperty(DiskPatience.PROPERTY));
    }

    /** Writes a file and waits until its content is on the disk. */
    final void write(Path path, Content content) throws IOException {
        try (RandomAccessFile file = open(path)) {
            file.setLength(0);
            content.to(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    file.write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    file.write(bytes, from, length);
                }
            });
            sync(file);
        }
    }

    /**
     * Checks that so much can be written. Who finds out by trying fills the disk for all others, too.
     *
     * @throws NoRoomException if it can't
     */
    final void require(Path directory, long bytes) throws NoRoomException {
        long room = room(directory);
        if (room < bytes) {
            throw new NoRoomException(bytes, room);
        }
    }
}

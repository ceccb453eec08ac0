package rai.core;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import rai.core.store.Disk;

/** A disk on which a folder has room for so many bytes; it is written until the very last one. */
public final class SmallDisk extends Disk {
    private final Path folder;
    /** How many bytes the files in the folder may have. */
    public long capacity;
    /** How much larger it is each time that somebody has waited for room. */
    public long growth;
    /** Whether it says how much space is left; if not, whoever writes finds out. */
    public boolean telling;
    /** What it says when it is full. */
    public String message = "No space left on device";
    /** After how many milliseconds a run ends that can't write; 0 is never. */
    public long patience;
    /** How many more calls of sync fail, and drop what was written since the last one, as networked disks do. */
    public int failingSyncs;

    /** A disk with room for so many bytes in a folder. */
    public SmallDisk(Path folder, long capacity) {
        this.folder = folder;
        this.capacity = capacity;
    }

    /** @return how many bytes the files in the folder have */
    public long used() {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(SmallDisk::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected long patience() {
        return patience;
    }

    @Override
    protected RandomAccessFile open(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw") {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                write(bytes, 0, bytes.length);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                long more = Math.max(0, getFilePointer() + length - length());
                long fit = Math.max(0, Math.min(more, capacity - used()));
                super.write(bytes, from, (int) (length - more + fit));
                if (fit < more) {
                    throw new IOException(message);
                }
            }
        };
    }

    @Override
    protected long room(Path directory) {
        return telling ? capacity - used() : Long.MAX_VALUE;
    }

    @Override
    protected void sync(RandomAccessFile file) throws IOException {
        if (failingSyncs > 0) {
            failingSyncs--;
            file.setLength(file.length() / 2);
            throw new IOException(message);
        }
        super.sync(file);
    }

    @Override
    protected long again() {
        capacity += growth;
        return 1;
    }
}

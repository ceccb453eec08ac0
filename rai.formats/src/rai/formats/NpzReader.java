package rai.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import rai.api.exchange.Weights;
import rai.api.exchange.Weights.Weight;
import rai.api.spec.SpecException;

/** Reads the arrays of floating-point numbers of a file of {@code numpy.savez}. Nothing in it is run, and its names are names only. */
final class NpzReader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z][0-9]*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]{0,200})\\)");
    private static final int MOST_HEADER = 1 << 16;

    private NpzReader() {}

    static Weights read(Path file) throws IOException {
        Budget budget = new Budget(file);
        List<Weight> arrays = new ArrayList<>();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(archive.entries());
            if (entries.stream().anyMatch(entry -> entry.getName().endsWith(".pkl"))) {
                throw new SpecException("the file " + file + " is one of torch.save, which holds pickles, and they are"
                        + " never read: save the weights with safetensors, or with numpy.savez");
            }
            for (ZipEntry entry : entries) {
                budget.requireFew(arrays.size());
                if (entry.getName().endsWith(".npy")) {
                    budget.requireNoBomb(entry);
                    String name = Budget.shown(entry.getName().replaceFirst("\\.npy$", ""));
                    try (InputStream in = new BufferedInputStream(archive.getInputStream(entry))) {
                        array("the array '" + name + "' of " + file, name, in, budget)
                                .ifPresent(arrays::add);
                    } catch (EOFException e) {
                        throw new SpecException("the array '" + name + "' of " + file + " is cut off", e);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SpecException(
                    "the file " + file + " is not a .npz file, or is damaged: "
                            + (e.getMessage() == null ? "it is cut off" : e.getMessage()),
                    e);
        }
        if (arrays.isEmpty()) {
            throw new SpecException("the file " + file + " holds no array of floating-point numbers");
        }
        return new Weights(arrays, Map.of());
    }

    /** @return the array; none if it counts something, as num_batches_tracked does */
    private static java.util.Optional<Weight> array(String origin, String name, InputStream in, Budget budget)
            throws IOException {
        String header = header(origin, in);
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher sizes = SHAPE.matcher(header);
        if (!type.find() || !order.find() || !sizes.find()) {
            throw new SpecException(origin + " has a header that is not understood: " + Budget.shown(header.strip()));
        }
        String code = type.group(2);
        if (code.startsWith("O")) {
            throw new SpecException(origin + " holds Python objects, which are never read: save arrays of numbers");
        }
        if (code.matches("[iub]\\d+")) {
            return java.util.Optional.empty();
        }
        ElementType element = ElementType.ofNumpy(code)
                .orElseThrow(() -> new SpecException(
                        origin + " is of the type " + code + ": types that are read are f2, f4 and f8"));
        List<Long> shape = shape(origin, sizes.group(1));
        int length = ArrayReader.length(origin, shape);
        budget.take(origin, length);
        if (order.group(1).equals("True") && shape.size() > 1) {
            throw new SpecException(
                    origin + " is in the order of Fortran: save numpy.ascontiguousarray(a) in its place");
        }
        ByteOrder bytes = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Weight weight = ArrayReader.read(origin, name, shape, element, bytes, in);
        if (in.read() >= 0) {
            throw new SpecException(origin + " holds more than its header says, which is the shape " + shape);
        }
        return java.util.Optional.of(weight);
    }

    private static List<Long> shape(String origin, String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .map(Long::parseLong)
                    .toList();
        } catch (NumberFormatException e) {
            throw new SpecException(origin + " has the impossible shape (" + text + ")", e);
        }
    }

    private static String header(String origin, InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new SpecException(origin + " is not an array of NumPy");
        }
        byte[] sizes = in.readNBytes(start[MAGIC.length] > 1 ? 4 : 2);
        long length = 0;
        for (int i = sizes.length - 1; i >= 0; i--) {
            length = length << 8 | sizes[i] & 0xff;
        }
        if (length > MOST_HEADER) {
            throw new SpecException(origin + " has a header of " + length + " bytes, which no array of numbers has");
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new EOFException();
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}

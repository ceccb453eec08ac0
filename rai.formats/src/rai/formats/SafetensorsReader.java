package rai.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.data.DataException;
import rai.api.exchange.Weights;
import rai.api.exchange.Weights.Weight;

/** Reads the arrays of floating-point numbers of a file of safetensors. */
final class SafetensorsReader {
    private static final long MOST_HEADER = 100L << 20;
    private static final String METADATA = "__metadata__";

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private final Budget budget;

    private SafetensorsReader(Path file, FileChannel channel, long start, Budget budget) {
        this.file = file;
        this.channel = channel;
        this.start = start;
        this.budget = budget;
    }

    static Weights read(Path file) throws IOException {
        Budget budget = new Budget(file);
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] header = header(file, channel);
            Map<String, Object> entries = JsonHeader.object("the header of " + file, header);
            return new SafetensorsReader(file, channel, Long.BYTES + header.length, budget).weights(entries);
        }
    }

    private static byte[] header(Path file, FileChannel channel) throws IOException {
        ByteBuffer size = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(size, 0);
        long length = size.hasRemaining() ? -1 : size.getLong(0);
        if (length < 2 || length > channel.size() - Long.BYTES || length > MOST_HEADER) {
            throw new DataException("the file " + file + " is not a file of safetensors, or is cut off: "
                    + (length < 0 ? "it has no header" : "its header is said to have " + length + " bytes"));
        }
        ByteBuffer header = ByteBuffer.allocate((int) length);
        while (header.hasRemaining() && channel.read(header, Long.BYTES + header.position()) > 0) {
            // until it is complete
        }
        return header.array();
    }

    private Weights weights(Map<String, Object> entries) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Weight> arrays = new ArrayList<>();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            if (!(entry.getValue() instanceof Map<?, ?> map)) {
                throw new DataException("the header of " + file + " does not describe '" + Budget.shown(entry.getKey())
                        + "' as an array");
            }
            if (entry.getKey().equals(METADATA)) {
                map.forEach((key, value) -> metadata.put(String.valueOf(key), String.valueOf(value)));
            } else {
                budget.requireFew(arrays.size());
                array(Budget.shown(entry.getKey()), map, arrays);
            }
        }
        if (arrays.isEmpty()) {
            throw new DataException("the file " + file + " holds no array of floating-point numbers");
        }
        return new Weights(arrays, metadata);
    }

    private void array(String name, Map<?, ?> entry, List<Weight> arrays) throws IOException {
        String origin = "the array '" + name + "' of " + file;
        String type = String.valueOf(entry.get("dtype"));
        if (type.matches("[IU]\\d+|BOOL")) {
            return; // it counts something
        }
        ElementType element = ElementType.ofSafetensors(type)
                .orElseThrow(() -> new DataException(origin + " is of the type " + Budget.shown(type)
                        + ": types that are read are F16, BF16, F32 and F64"));
        List<Long> shape = longs(origin, entry.get("shape"));
        List<Long> offsets = longs(origin, entry.get("data_offsets"));
        int length = ArrayReader.length(origin, shape);
        long bytes = (long) length * element.bytes();
        if (offsets.size() != 2
                || offsets.get(0) < 0
                || offsets.get(1) - offsets.get(0) != bytes
                || offsets.get(1) > channel.size() - start) {
            throw new DataException(origin + " has the shape " + shape + ", but lies at " + offsets + " of "
                    + (channel.size() - start) + " bytes: the file is damaged or cut off");
        }
        budget.take(origin, length);
        channel.position(start + offsets.get(0));
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        arrays.add(ArrayReader.read(origin, name, shape, element, ByteOrder.LITTLE_ENDIAN, in));
    }

    private static List<Long> longs(String origin, Object value) {
        List<Long> all = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
                    all.add(number.longValue());
                }
            }
            if (all.size() == list.size()) {
                return all;
            }
        }
        throw new DataException(origin + " is not described by whole numbers in the header");
    }
}

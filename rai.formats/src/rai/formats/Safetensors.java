package rai.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.exchange.WeightFormat;
import rai.api.exchange.Weights;
import rai.api.run.Model;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * safetensors: the tensors of a network under RAI's names, as those of the format {@code npz}: a header in JSON, then the numbers. The
 * metadata hold the structure of the network, the features and the classes.
 */
@Component(service = ModelFormat.class)
@Named("safetensors")
@About(
        value = "The tensors of a network under RAI's names, with metadata.",
        source = "Hugging Face, the safetensors format, github.com/huggingface/safetensors")
public class Safetensors implements WeightFormat {
    /** The header is padded with blanks to a multiple of it, so that the numbers are aligned. */
    private static final int ALIGNMENT = 8;

    @Override
    public List<String> endings() {
        return List.of(".safetensors");
    }

    @Override
    public List<String> write(Model model, Destination to) throws IOException {
        List<Tensors.Named> arrays = Tensors.of(model);
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", Metadata.of(model));
        long offset = 0;
        for (Tensors.Named array : arrays) {
            int width = Bytes.width(array.values());
            long end = offset + width * array.values().length();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", width == Float.BYTES ? "F32" : "F64");
            entry.put("shape", array.shape());
            entry.put("data_offsets", List.of(offset, end));
            header.put(array.name(), entry);
            offset = end;
        }
        byte[] text = Metadata.JSON.toJson(header).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(text, text.length + (ALIGNMENT - text.length % ALIGNMENT) % ALIGNMENT);
        Arrays.fill(bytes, text.length, bytes.length, (byte) ' ');
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to.path()))) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bytes.length)
                    .array());
            out.write(bytes);
            for (Tensors.Named array : arrays) {
                Bytes.write(array.values(), out);
            }
        }
        return List.of();
    }

    @Override
    public Weights read(Path file) throws IOException {
        return SafetensorsReader.read(file);
    }
}

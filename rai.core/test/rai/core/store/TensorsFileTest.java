package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.NamedTensor;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.trainer.DefaultTrainer;

class TensorsFileTest {
    @TempDir
    Path temp;

    private Path directory;
    private Model model;

    @BeforeEach
    void train() {
        directory = temp.resolve("run");
        DefaultTrainer trainer = new DefaultTrainer(LayerFixtures.catalog());
        RunRequest request = RunRequest.builder()
                .train("ring")
                .network("2x(dense(5) centre wave) dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", 3)
                .seed(3)
                .threads(1)
                .directory(directory)
                .build();
        try (Run run = trainer.prepare(request)) {
            run.train(event -> {});
        }
        model = trainer.open(directory);
    }

    @Test
    void anotherToolCanCutTheArraysIntoTensorsByTheFileAlone() throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("tensors.jsonl"))) {
            JsonObject tensor = JsonParser.parseString(line).getAsJsonObject();
            String name = tensor.get("name").getAsString();
            names.add(name);
            FloatBuffer array =
                    npy(directory.resolve("checkpoint/" + tensor.get("array").getAsString() + ".npy"));
            long[] shape = tensor.get("shape").getAsJsonArray().asList().stream()
                    .mapToLong(size -> size.getAsLong())
                    .toArray();
            INDArray expected = model.tensor(name);
            assertThat(expected.shape()).isEqualTo(shape);
            int offset = tensor.get("offset").getAsInt();
            for (int i = 0; i < expected.length(); i++) {
                assertThat(array.get(offset + i)).as(name + " " + i).isEqualTo(expected.getFloat(i));
            }
        }
        assertThat(names)
                .containsExactlyElementsOf(
                        model.tensors().stream().map(NamedTensor::name).toList());
        assertThat(names).contains("dense_1.weight", "dense_3.bias", "centre_2.running");
    }

    /** The numbers of a file in NumPy's format, version 1 or 2, read as its specification says. */
    private static FloatBuffer npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.get(6) == 1 ? 10 + bytes.getShort(8) : 12 + bytes.getInt(8);
        assertThat(new String(bytes.array(), 0, header, StandardCharsets.ISO_8859_1))
                .contains("'<f4'")
                .contains("'fortran_order': False");
        return bytes.position(header).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    @Test
    void aTensorThatIsNotThereIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> model.tensor("dense_1.wieght"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean 'dense_1.weight'?");
    }

    @Test
    void aTensorIsACopyThatMayBeChanged() {
        INDArray copy = model.tensor("dense_1.bias");
        INDArray before = copy.dup();
        copy.addi(1);
        assertThat(model.tensor("dense_1.bias")).isEqualTo(before);
    }

    @Test
    void aReaderGivesTheSameTensorsWithoutAnyService() {
        var reader = StoredReader.open(directory);
        assertThat(reader.tensors()).isEqualTo(model.tensors());
        for (NamedTensor tensor : model.tensors()) {
            assertThat(reader.tensor(tensor.name())).isEqualTo(model.tensor(tensor.name()));
        }
    }

    @Test
    void aRunThatDoesNotNameItsTensorsIsReadArrayByArray() throws IOException {
        Files.delete(directory.resolve("tensors.jsonl"));
        var reader = StoredReader.open(directory);
        assertThat(reader.tensors()).extracting(NamedTensor::name).contains("parameters", "layer-state");
        assertThat(reader.tensor("parameters").length())
                .isEqualTo(model.network().parameterCount());
    }
}

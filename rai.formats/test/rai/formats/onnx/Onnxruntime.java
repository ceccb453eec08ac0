package rai.formats.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** An ONNX file in onnxruntime. */
final class Onnxruntime implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private OrtSession.Result result;

    Onnxruntime(Path file) throws OrtException {
        environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file.toString(), options);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            Assumptions.abort("onnxruntime has no native library for this platform: " + e);
            throw e;
        }
    }

    void run(double[] rows, int features, boolean wide) throws OrtException {
        long[] shape = {rows.length / features, features};
        float[] narrow = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            narrow[i] = (float) rows[i];
        }
        try (OnnxTensor input = wide
                ? OnnxTensor.createTensor(environment, DoubleBuffer.wrap(rows), shape)
                : OnnxTensor.createTensor(environment, FloatBuffer.wrap(narrow), shape)) {
            result = session.run(Map.of("features", input));
        }
    }

    double[] numbers(String output) throws OrtException {
        Object value = result.get(output).orElseThrow().getValue();
        if (value instanceof double[][] wide) {
            return java.util.Arrays.stream(wide)
                    .flatMapToDouble(java.util.Arrays::stream)
                    .toArray();
        }
        float[][] narrow = (float[][]) value;
        return java.util.Arrays.stream(narrow)
                .flatMapToDouble(
                        row -> java.util.stream.IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                .toArray();
    }

    Object value(String output) throws OrtException {
        return result.get(output).orElseThrow().getValue();
    }

    Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    @Override
    public void close() throws OrtException {
        if (result != null) {
            result.close();
        }
        session.close();
    }
}

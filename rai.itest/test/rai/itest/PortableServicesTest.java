package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What services that call themselves portable, and the classes beside them that they use, call in their compiled code. */
class PortableServicesTest {
    private static final String PORTABLE = "rai/api/engine/Portable";

    /** What Java may compute in another way on another processor or in another version. */
    private static final Set<String> OF_JAVA = Set.of(
            "exp", "expm1", "log", "log1p", "log10", "pow", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos",
            "atan", "atan2", "cbrt", "hypot");

    /** Products and sums of the tensor library. */
    private static final Set<String> OF_ARRAYS = Set.of(
            "mmul",
            "mmuli",
            "sumNumber",
            "sum",
            "meanNumber",
            "mean",
            "std",
            "stdNumber",
            "var",
            "norm1Number",
            "norm2Number",
            "norm2",
            "distance1",
            "distance2",
            "prodNumber");

    /** In the form of refit that is not portable; and of softmax, log-softmax and glu, which have no other. */
    private static final Set<String> EXEMPT =
            Set.of("rai/methods/Refit: INDArray.norm2Number", "rai/layers/RowWise: Math.exp");

    /** The references in the constant pool of a class file. */
    private record Pool(Set<String> classes, Set<String> methods) {
        static Pool of(Path file) throws IOException {
            try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
                in.skipNBytes(8);
                int count = in.readUnsignedShort();
                Map<Integer, String> texts = new HashMap<>();
                Map<Integer, Integer> names = new HashMap<>();
                Map<Integer, int[]> pairs = new HashMap<>();
                Map<Integer, int[]> methods = new HashMap<>();
                for (int i = 1; i < count; i++) {
                    int tag = in.readUnsignedByte();
                    switch (tag) {
                        case 1 -> texts.put(i, in.readUTF());
                        case 7 -> names.put(i, in.readUnsignedShort());
                        case 10, 11 -> methods.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                        case 12 -> pairs.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                        case 8, 16, 19, 20 -> in.skipNBytes(2);
                        case 15 -> in.skipNBytes(3);
                        case 3, 4, 9, 17, 18 -> in.skipNBytes(4);
                        default -> { // long and double take two places
                            in.skipNBytes(8);
                            i++;
                        }
                    }
                }
                Pool pool = new Pool(new TreeSet<>(), new TreeSet<>());
                names.values().forEach(name -> pool.classes.add(texts.get(name)));
                methods.values()
                        .forEach(method -> pool.methods.add(
                                texts.get(names.get(method[0])) + "." + texts.get(pairs.get(method[1])[0])));
                return pool;
            }
        }
    }

    /** All classes of the rooms of providers, by name. */
    private static Map<String, Pool> classes() throws IOException {
        Map<String, Pool> all = new TreeMap<>();
        for (String room :
                new String[] {"activations", "losses", "optimizers", "init", "metrics", "schedules", "layers", "methods"
                }) {
            Path bin = Path.of("rai." + room, "bin");
            try (Stream<Path> files = Files.walk(bin)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = bin.relativize(file).toString();
                    all.put(name.substring(0, name.length() - 6).replace('\\', '/'), Pool.of(file));
                }
            }
        }
        return all;
    }

    @Test
    void noPortableServiceCallsWhatDiffersBetweenProcessors() throws IOException {
        Map<String, Pool> all = classes();
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        all.forEach((name, pool) -> {
            if (pool.classes.contains(PORTABLE)) {
                open.add(name);
            }
        });
        assertThat(open).contains("rai/methods/Rai", "rai/losses/BceWithLogits", "rai/optimizers/RatedOptimizer");
        Set<String> found = new TreeSet<>();
        while (!open.isEmpty()) {
            String name = open.poll();
            if (!seen.add(name)) {
                continue;
            }
            Pool pool = all.get(name);
            pool.classes.stream().filter(all::containsKey).forEach(open::add);
            for (String method : pool.methods) {
                String owner = method.substring(0, method.lastIndexOf('.'));
                String called = method.substring(owner.length() + 1);
                boolean ofJava = owner.equals("java/lang/Math") && OF_JAVA.contains(called);
                boolean ofArrays = owner.equals("org/nd4j/linalg/api/ndarray/INDArray") && OF_ARRAYS.contains(called)
                        || owner.startsWith("org/nd4j/linalg/ops/transforms");
                if (ofJava || ofArrays) {
                    found.add(name + ": " + owner.substring(owner.lastIndexOf('/') + 1) + "." + called);
                }
            }
        }
        found.removeAll(EXEMPT);
        assertThat(found).as("calls whose last bits differ").isEmpty();
        assertThat(seen).as("helpers are looked at, too").contains("rai/init/HaarMatrix", "rai/methods/RidgeStep");
    }
}

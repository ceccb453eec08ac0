package rai.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rai.api.array.Doubles;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.exchange.WeightFormat;
import rai.api.exchange.Weights;
import rai.api.network.NamedTensor;
import rai.api.run.Model;
import rai.api.spec.SpecException;

/** The contract of every format of models, on a classifier of three dense maps. */
public final class ModelFormatChecks {
    private static final int DAMAGED = 400;

    private final Supplier<? extends ModelFormat> format;
    private final Model model = new PlainModel();

    private ModelFormatChecks(Supplier<? extends ModelFormat> format) {
        this.format = format;
    }

    /**
     * The checks of a format.
     *
     * @param format gives the format, configured
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends ModelFormat> format) {
        return new ModelFormatChecks(format).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("it has endings of file names, each once", this::endings),
                new Check("it writes the file that is asked for, and no other", this::file),
                Check.of("the same network gives the same bytes", this::again),
                new Check("what is read has all parameters that were written", this::read),
                new Check("a damaged file is read, or refused by a SpecException", this::damaged));
    }

    private String endings() throws Violation {
        List<String> endings = format.get().endings();
        Require.that(!endings.isEmpty(), "endings() is empty, so no file name would choose the format");
        Require.distinct(endings, "endings");
        for (String ending : endings) {
            Require.that(
                    ending.matches("\\.[^\\s/\\\\]*[^\\s/\\\\.]"),
                    "the ending '%s' must be a dot and what comes after it, without spaces and slashes",
                    ending);
        }
        return String.join(" ", endings);
    }

    private String file() throws Exception {
        return inFolder(folder -> {
            Path file = write(folder, "part");
            Require.that(Files.isRegularFile(file), "the file that was asked for is not there");
            Require.that(Files.size(file) > 0, "the file is empty");
            try (Stream<Path> all = Files.list(folder)) {
                Require.equal(all.toList(), List.of(file), "files in the folder");
            }
            return Files.size(file) + " bytes for " + model.network().parameterCount() + " parameters";
        });
    }

    private void again() throws Exception {
        inFolder(folder -> {
            byte[] one = Files.readAllBytes(write(folder, "one"));
            byte[] other = Files.readAllBytes(write(folder, "other"));
            int differs = Arrays.mismatch(one, other);
            Require.that(differs < 0, "byte %s is another the second time: does the file hold a time?", differs);
            return "";
        });
    }

    /** Whatever the names and the orientation: the numbers of each parameter are those of one of the arrays. */
    private String read() throws Exception {
        WeightFormat weights = readable();
        return inFolder(folder -> {
            Weights read = weights.read(write(folder, "model"));
            Set<Weights.Weight> taken = Collections.newSetFromMap(new IdentityHashMap<>());
            for (NamedTensor tensor : model.tensors()) {
                double[] wanted = sorted(Doubles.copy(model.tensor(tensor.name())));
                taken.add(read.arrays().stream()
                        .filter(array -> Arrays.equals(sorted(Doubles.copy(array.values())), wanted))
                        .findFirst()
                        .orElseThrow(() -> new Violation("no array that was read has the numbers of " + tensor.name()
                                + "; there are " + names(read))));
            }
            Require.equal(taken.size(), model.tensors().size(), "arrays with parameters");
            for (Weights.Weight array : read.arrays()) {
                long length = array.shape().stream().reduce(1L, Math::multiplyExact);
                Require.equal(array.values().length(), length, "numbers of " + array.name() + " " + array.shape());
            }
            return names(read);
        });
    }

    private static double[] sorted(double[] numbers) {
        Arrays.sort(numbers);
        return numbers;
    }

    private static String names(Weights weights) {
        return String.join(
                ", ",
                new TreeSet<>(
                        weights.arrays().stream().map(Weights.Weight::name).toList()));
    }

    /** Cut off, or with bytes that are others: files come from anywhere. */
    private String damaged() throws Exception {
        WeightFormat weights = readable();
        return inFolder(folder -> {
            byte[] good = Files.readAllBytes(write(folder, "good"));
            SplittableRandom random = new SplittableRandom(17);
            int refused = 0;
            for (int i = 0; i < DAMAGED; i++) {
                boolean cut = i % 2 == 0;
                int at = i == 0 ? 0 : random.nextInt(good.length);
                byte[] bad = cut ? Arrays.copyOf(good, at) : good.clone();
                if (!cut) {
                    bad[at] ^= (byte) (1 << random.nextInt(8));
                }
                Path file = Files.write(folder.resolve("damaged"), bad);
                String what = (cut ? "a file cut off before byte " : "a file with another byte ") + at;
                try {
                    weights.read(file);
                } catch (SpecException e) {
                    Require.that(
                            e.getMessage() != null && !e.getMessage().isBlank(),
                            "%s is refused without a message",
                            what);
                    refused++;
                } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
                    throw new Violation(
                            "read of " + what + " must throw a SpecException, or nothing: " + Check.thrown(e));
                }
            }
            return refused + " of " + DAMAGED + " refused";
        });
    }

    private WeightFormat readable() throws NotApplicable {
        if (format.get() instanceof WeightFormat weights) {
            return weights;
        }
        throw new NotApplicable("it is written only");
    }

    private Path write(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        format.get()
                .write(
                        model,
                        new Destination(file, "Model" + format.get().endings().get(0)));
        return file;
    }

    private interface InFolder {
        String check(Path folder) throws Exception;
    }

    private static String inFolder(InFolder check) throws Exception {
        Path folder = Files.createTempDirectory("rai-check");
        try {
            return check.check(folder);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

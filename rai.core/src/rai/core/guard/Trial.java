package rai.core.guard;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.core.compute.Views;

/**
 * The arrays that a service is tried on, each in the middle of a longer one, as they are in a run. A call is made twice on the
 * same numbers, with other numbers in what it is to write: so it shows what is not written, and what is remembered.
 */
final class Trial {
    /** A call of the service, which may answer with a number. */
    @FunctionalInterface
    interface Call {
        double run() throws Fault;
    }

    private enum Role {
        /** Must stay as it is. */
        INPUT,
        /** Must be written, all of it. */
        OUTPUT,
        /** May be read and written. */
        STATE,
        /** May be overwritten by anything. */
        FREE
    }

    /** An array, from an element of the memory on. */
    private record Tried(Role role, double[] start, INDArray view, Doubles memory, int from) {
        void fill(double before) {
            double[] numbers = new double[start.length + 2 * MARGIN];
            Arrays.fill(numbers, BESIDE);
            if (role == Role.OUTPUT) {
                Arrays.fill(numbers, MARGIN, MARGIN + start.length, before);
            } else {
                System.arraycopy(start, 0, numbers, MARGIN, start.length);
            }
            for (int i = 0; i < numbers.length; i++) {
                memory.put(from - MARGIN + i, numbers[i]);
            }
        }

        double[] numbers() {
            double[] numbers = new double[start.length];
            Arrays.setAll(numbers, i -> memory.get(from + i));
            return numbers;
        }

        void check() throws Fault {
            if (role == Role.INPUT && !Arrays.equals(numbers(), start)) {
                throw new Fault("alters its input");
            }
            for (int i = 0; i < MARGIN; i++) {
                if (memory.get(from - 1 - i) != BESIDE || memory.get(from + start.length + i) != BESIDE) {
                    throw new Fault("writes outside of the array that it is given");
                }
            }
        }
    }

    private static final int MARGIN = 4;
    private static final double BESIDE = 7.5;
    private static final double[] BEFORE = {123.25, -321.5};
    /** Most arrays are small: so one piece of memory is enough for all. */
    private static final int MEMORY = 1024;

    private final DataType type;
    private final List<Tried> arrays = new ArrayList<>();
    private INDArray memory;
    private Doubles elements;
    private int used;

    /** @param type float or double */
    Trial(DataType type) {
        this.type = type;
    }

    /** Numbers of moderate size, none of them round, which both precisions hold exactly. */
    static double[] numbers(int count, double offset) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) (2.1 * Math.sin(offset + 1.7 * i)));
        return numbers;
    }

    INDArray input(double[] numbers, long... shape) {
        return add(Role.INPUT, numbers, shape);
    }

    INDArray output(long... shape) {
        return add(Role.OUTPUT, new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    }

    INDArray state(double[] numbers, long... shape) {
        return add(Role.STATE, numbers, shape);
    }

    INDArray free(double[] numbers, long... shape) {
        return add(Role.FREE, numbers, shape);
    }

    private INDArray add(Role role, double[] numbers, long... shape) {
        double[] start = numbers.clone();
        if (type == DataType.FLOAT) {
            Arrays.setAll(start, i -> (float) start[i]);
        }
        int length = numbers.length + 2 * MARGIN;
        if (memory == null || used + length > memory.length()) {
            memory = Views.scratch(type, Math.max(MEMORY, length));
            elements = Doubles.of(memory);
            used = 0;
        }
        int from = used + MARGIN;
        INDArray view = Nd4j.create(memory.data(), shape, Nd4j.getStrides(shape, 'c'), from, 'c');
        used += length;
        Tried tried = new Tried(role, start, view, elements, from);
        tried.fill(0);
        arrays.add(tried);
        return view;
    }

    /** Takes what a view holds now as what it holds at the beginning of each call. */
    void keep(INDArray view) {
        Tried tried = of(view);
        System.arraycopy(tried.numbers(), 0, tried.start(), 0, tried.start().length);
    }

    /** @return the numbers of a view */
    double[] numbers(INDArray view) {
        return of(view).numbers();
    }

    private Tried of(INDArray view) {
        return arrays.stream().filter(tried -> tried.view() == view).findFirst().orElseThrow();
    }

    /** @return what the call answers; the arrays are as it has left them */
    double twice(Call call) throws Fault {
        double answer = once(call, BEFORE[0]);
        List<double[]> first = arrays.stream().map(Tried::numbers).toList();
        double again = once(call, BEFORE[1]);
        for (int i = 0; i < first.size(); i++) {
            if (arrays.get(i).role() != Role.FREE) {
                requireSame(first.get(i), arrays.get(i).numbers());
            }
        }
        if (Double.compare(answer, again) != 0) {
            throw new Fault("answers differently the second time");
        }
        return answer;
    }

    private double once(Call call, double before) throws Fault {
        arrays.forEach(tried -> tried.fill(before));
        double answer = call.run();
        for (Tried tried : arrays) {
            tried.check();
        }
        Reference.reachabilityFence(this); // a service may work on bare memory
        return answer;
    }

    private static void requireSame(double[] first, double[] second) throws Fault {
        for (int i = 0; i < first.length; i++) {
            if (first[i] == BEFORE[0] && second[i] == BEFORE[1]) {
                throw new Fault("does not write all of its output");
            }
            if (Double.compare(first[i], second[i]) != 0) {
                throw new Fault("answers differently the second time");
            }
        }
    }
}

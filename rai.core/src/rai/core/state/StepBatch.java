package rai.core.state;

import rai.api.method.Batch;
import rai.core.data.Batches;

/** The batch of a step as its method sees it. */
record StepBatch(RunState state) implements Batch {
    @Override
    public int examples() {
        return state.batches().examples();
    }

    @Override
    public int[] rows() {
        return state.present().rows();
    }

    @Override
    public int size() {
        return (int) state.inputs().size(0);
    }

    @Override
    public boolean isFull() {
        return state.batches().full();
    }

    @Override
    public long epoch() {
        return state.present().epoch();
    }

    @Override
    public int position() {
        return state.present().position();
    }

    @Override
    public int perEpoch() {
        return (int) state.batches().perEpoch();
    }

    @Override
    public void forEach(Runnable visit) {
        Batches batches = state.batches();
        try {
            for (int position = 0; position < batches.perEpoch(); position++) {
                state.see(batches.inOrder(position));
                visit.run();
            }
        } finally {
            state.see(batches.at(state.done())); // its arrays were overwritten
        }
    }
}

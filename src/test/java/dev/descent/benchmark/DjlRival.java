package dev.descent.benchmark;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.pytorch.jni.JniUtils;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;

/** DJL with PyTorch's native library, all on the class path: nothing is fetched, nobody is told. Compiled by the profile benchmark only. */
final class DjlRival implements Rival {

    private final NDManager manager;

    DjlRival() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        var engine = Engine.getEngine("PyTorch");
        engine.setRandomSeed(42);
        if (JniUtils.getNumThreads() != 1) {
            throw new IllegalStateException("PyTorch runs on " + JniUtils.getNumThreads() + " threads");
        }
        manager = engine.newBaseManager();
    }

    @Override
    public String name() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch " + Engine.getEngine("PyTorch").getVersion();
    }

    @Override
    public Contender training(Workload workload, SyntheticData data) {
        return workload == Workload.W6 ? new DjlFit(manager, workload, data) : new DjlTraining(manager, workload, data);
    }

    @Override
    public Prediction prediction(Workload workload, SyntheticData data) {
        return new DjlPrediction(workload, data);
    }

    /** The workload's network, not yet initialized. */
    static Model model(Workload workload) {
        var block = new SequentialBlock();
        if (workload == Workload.W5) {
            block.add(Conv2d.builder().setKernelShape(new Shape(5, 5)).setFilters(20).build()).add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                    .add(Conv2d.builder().setKernelShape(new Shape(5, 5)).setFilters(50).build()).add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                    .add(Blocks.batchFlattenBlock()).add(Linear.builder().setUnits(500).build()).add(Activation::relu).add(Linear.builder().setUnits(10).build());
        } else if (workload == Workload.W8) {
            block.add(LSTM.builder().setStateSize(32).setNumLayers(1).build()).add(sequence -> new NDList(sequence.singletonOrThrow().get(":,-1")))
                    .add(Linear.builder().setUnits(1).build());
        }
        for (int i = 1; workload.shape().length == 1 && i < workload.widths.length; i++) {
            block.add(Linear.builder().setUnits(workload.widths[i]).build());
            if (i < workload.widths.length - 1) {
                block.add(Activation::relu);
            }
        }
        var model = Model.newInstance(workload.title, "PyTorch");
        model.setBlock(block);
        model.setDataType(DataType.FLOAT32);
        return model;
    }

    static Shape rows(long rows, Workload workload) {
        return new Shape(LongStream.concat(LongStream.of(rows), Arrays.stream(workload.shape()).asLongStream()).toArray());
    }
}

package dev.descent.nn.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is needed to predict, as it stood after an epoch.
 *
 * @param epoch   last finished epoch, 0 before the first
 * @param metrics the epoch's losses and metrics by name
 * @param tensors by name, {@code <layer>.<tensor>}, in code-point order
 */
public record ModelState(int epoch, Map<String, Double> metrics, SortedMap<String, Tensor> tensors) {

    public ModelState {
        metrics = Map.copyOf(metrics);
        tensors = new TreeMap<>(tensors);
    }

    /** {@code sha256:…} over all tensors in name order, row-major, float32 little-endian. */
    public String weightsDigest() {
        var digest = CheckpointFormat.sha256();
        for (Tensor tensor : tensors.values()) {
            var bytes = ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(tensor.values());
            digest.update(bytes);
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}

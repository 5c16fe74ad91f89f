package dev.descent.dataset.web;

import dev.descent.dataset.format.MediaFile;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Labels of pictures and sounds: a JSON array in the order of the files, or an object by file name. */
record MediaLabels(StrictJson json) {

    /** @throws Problem unless each file has one, a text or a number */
    List<Object> read(String text, List<MediaFile> files) {
        var tree = json.tree(text.getBytes(StandardCharsets.UTF_8), MediaLabels.class);
        boolean byName = tree.isObject();
        if (!byName && !tree.isArray() || tree.size() != files.size() && !byName) {
            throw wrong("must be a JSON array with one label for each of the " + files.size() + " files, or an object by file name");
        }
        var labels = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            labels.add(label(byName ? tree.get(files.get(i).name()) : tree.get(i), files.get(i).name()));
        }
        if (labels.stream().anyMatch(String.class::isInstance) && labels.stream().anyMatch(Double.class::isInstance)) {
            throw wrong("must be all texts, which are classes, or all numbers");
        }
        return labels;
    }

    private static Object label(JsonNode label, String file) {
        if (label != null && label.isString()) {
            return label.stringValue();
        }
        if (label != null && label.isNumber()) {
            return label.doubleValue();
        }
        throw wrong("has no text and no number for the file \"" + file + "\"");
    }

    private static Problem wrong(String detail) {
        return new Problem(ProblemCode.CONSTRAINT_VIOLATION, "The part \"labels\" " + detail);
    }
}

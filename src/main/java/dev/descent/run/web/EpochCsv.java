package dev.descent.run.web;

import dev.descent.run.EpochView;
import java.util.LinkedHashSet;
import java.util.List;

/** Epochs as comma-separated text, one line each. */
final class EpochCsv {

    private EpochCsv() {}

    static String of(List<EpochView> epochs) {
        var metrics = new LinkedHashSet<String>();
        epochs.forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
        var text = new StringBuilder("epoch,trainLoss,valLoss");
        metrics.forEach(name -> text.append(',').append(name));
        text.append(",learningRate,gradientNorm,durationMillis\r\n");
        for (EpochView epoch : epochs) {
            text.append(epoch.epoch());
            cell(text, epoch.trainLoss());
            cell(text, epoch.valLoss());
            metrics.forEach(name -> cell(text, epoch.metrics().get(name)));
            cell(text, epoch.learningRate());
            cell(text, epoch.gradientNorm());
            cell(text, epoch.durationMillis());
            text.append("\r\n");
        }
        return text.toString();
    }

    private static void cell(StringBuilder text, Double number) {
        text.append(',').append(number == null ? "" : number.toString());
    }
}

package dev.descent.benchmark;

import java.util.List;

/**
 * What other systems reach, measured once on 2 cores of a Sapphire Rapids Xeon (AVX-512), Debian 12, each the best median of
 * several rounds with a spread of up to ±30 %. Source: the project's design notes, performance.md. Written as one thread /
 * two threads.
 */
record Published(String system, String w1, String w2, String w3, String w4, String w6, String w7) {

    private static final List<Published> ALL = List.of(
            new Published("PyTorch 2.13 eager", "40,386 / 33,325", "79,406 / 65,777", "35,549 / 50,718", "3,783 / 7,449", "10,385", "30 µs, 1,570,404"),
            new Published("PyTorch 2.13, fused optimizer", "64,989 / 48,372", "100,421 / 85,045", "37,074 / 63,292", "3,752 / 6,382", "", ""),
            new Published("DJL 0.35.1 on PyTorch 2.7.1", "62,821 / 9,656", "93,241 / 67,412", "19,008 / 42,757", "2,963 / 5,094", "10,901", "37 µs, 610,384"),
            new Published("scikit-learn 1.2.1", "94,062 / 143,131", "95,102 / 67,315", "18,195 / 32,627", "2,186 / 2,905", "", "77 µs, 572,870"),
            new Published("Deeplearning4j 1.0.0-M2.1", "15,838 / 6,502", "21,189 / 4,279", "10,486 / 3,583", "1,939 / 2,347", "4,302", "204 µs, 158,814"),
            new Published("Smile 3.1.1", "90,491", "10,750", "533", "", "", "27 µs, 33,973"),
            new Published("H2O-3 3.44 through REST", "4,584 / 10,960", "", "", "", "", ""),
            new Published("TensorFlow.js 4.22 (wasm)", "9,237", "3,933", "599", "", "", ""));

    static void print() {
        var table = new TextTable("", "W1", "W2", "W3", "W4", "W6, epochs/s", "W7, one row and rows/s");
        for (var system : ALL) {
            table.row(system.system, system.w1, system.w2, system.w3, system.w4, system.w6, system.w7);
        }
        table.print("Other systems, samples/s on one thread / two threads; not measured here but once, on 2 cores of a Sapphire Rapids Xeon"
                + " (AVX-512), Debian 12, ±30 % (source: the project's design notes, performance.md)");
    }
}

package dev.descent.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The instructions of a Dockerfile, stage by stage. */
record Dockerfile(List<Stage> stages) {

    record Instruction(String keyword, String text) {

        /** Words that are no option. */
        List<String> words() {
            return Stream.of(text.split("\\s+")).filter(word -> !word.startsWith("--")).toList();
        }

        /** The command of the exec form, wherever in the text it starts. */
        List<String> command() {
            return List.of(JsonMapper.shared().readValue(text.substring(text.indexOf('[')), String[].class));
        }
    }

    record Stage(String name, List<Instruction> instructions) {

        List<Instruction> all(String keyword) {
            return instructions.stream().filter(instruction -> instruction.keyword().equals(keyword)).toList();
        }

        Instruction only(String keyword) {
            List<Instruction> found = all(keyword);
            if (found.size() != 1) throw new AssertionError(keyword + " stands " + found.size() + " times in stage " + name);
            return found.getFirst();
        }

        String text() {
            return String.join("\n", instructions.stream().map(Instruction::text).toList());
        }
    }

    static Dockerfile read(Path file) throws IOException {
        var stages = new ArrayList<Stage>();
        String joined = Files.readString(file).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n", " ");
        for (String line : joined.lines().filter(text -> !text.isBlank()).toList()) {
            var instruction = new Instruction(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ')).trim());
            if (instruction.keyword().equals("FROM")) {
                List<String> words = instruction.words();
                stages.add(new Stage(words.size() == 3 ? words.get(2) : "final", new ArrayList<>()));
            }
            stages.getLast().instructions().add(instruction);
        }
        return new Dockerfile(stages);
    }

    Stage stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow(() -> new AssertionError("no stage " + name));
    }
}

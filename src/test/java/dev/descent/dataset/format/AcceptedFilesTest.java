package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files as they come, each with what must be understood: columns as name:n or name:c, cells between bars, nothing where missing. */
class AcceptedFilesTest {

    private static final String LONGEST = "x".repeat(Bytes.LIMITS.fieldChars());

    private record Accepted(String what, Bytes file, ReadOptions options, String columns, String rows) {}

    @TestFactory
    Stream<DynamicTest> a_file_is_understood() {
        return files().map(accepted -> DynamicTest.dynamicTest(accepted.what(), () -> {
            var source = accepted.file().source(accepted.options());
            var profile = Profile.of(source, accepted.options(), Bytes.LIMITS);
            profile.problems().refuse();
            assertThat(profile.columns().stream().map(column -> column.name() + (column.type() == ColumnType.NUMERIC ? ":n" : ":c"))
                    .collect(Collectors.joining(" "))).isEqualTo(accepted.columns());
            var cells = new CellTexts(profile);
            source.read(cells, new RowProblems());
            assertThat(cells.rows()).isEqualTo(accepted.rows());
        }));
    }

    private static Stream<Accepted> files() {
        return Stream.of(
                text("plain", "a,b\n1,x\n2.5,y\n", "a:n b:c", "1|x 2.5|y"),
                text("no line end at the end", "a,b\n1,x", "a:n b:c", "1|x"),
                text("carriage returns and a byte order mark", "\ufeffa,b\r\n1,x\r\n2,y\r\n", "a:n b:c", "1|x 2|y"),
                text("old line ends", "a,b\r1,x\r2,y\r", "a:n b:c", "1|x 2|y"),
                text("blanks around", "a , b\n 1 , x\n2,\" y\"\n", "a:n b:c", "1|x 2| y"),
                text("quotes", "\"a,1\",b\n\"1\",\"x \"\"y\"\"\nz\"\n", "a,1:n b:c", "1|x \"y\"\nz"),
                text("empty lines", "a,b\n\n1,x\n\n", "a:n b:c", "1|x"),
                text("missing values", "a,b\n,x\nNA,null\n1,N/A\n", "a:n b:c", "|x | 1|"),
                text("a column without values", "a,b\n1,\n2,NA\n", "a:n b:n", "1| 2|"),
                text("semicolon and decimal comma", "a;b\n1,5;x\n-2,25e1;y\n", "a:n b:c", "1.5|x -22.5|y"),
                text("semicolon and decimal point", "a;b\n1.5;x\n2;y\n", "a:n b:c", "1.5|x 2|y"),
                text("semicolon and comma in words", "a;b\n1;x,y\n2;z,w\n", "a:n b:c", "1|x,y 2|z,w"),
                text("the longest cells between others", "a,b\n" + LONGEST + ",1\nq,2\n" + LONGEST + ",3\n4,5", "a:c b:n", LONGEST + "|1 q|2 " + LONGEST + "|3 4|5"),
                text("the longest cell at the end", "a,b\n1," + LONGEST, "a:n b:c", "1|" + LONGEST),
                text("the longest cell alone", "a\n" + LONGEST + "\n", "a:c", LONGEST),
                text("cells a little shorter", "a,b\n" + LONGEST.substring(1537) + ",1\nq,2\n" + LONGEST.substring(1537) + ",3", "a:c b:n", LONGEST.substring(1537) + "|1 q|2 " + LONGEST.substring(1537) + "|3"),
                text("the longest cell in quotes", "a,b\n1,\"" + LONGEST + "\"\n2,y\n", "a:n b:c", "1|" + LONGEST + " 2|y"),
                text("the longest cell of quotes", "a,b\n1,\"" + "\"\"".repeat(LONGEST.length()) + "\"\n2,y\n", "a:n b:c", "1|" + "\"".repeat(LONGEST.length()) + " 2|y"),
                text("tab", "a\tb\n1\tx,y\n2\tz\n", "a:n b:c", "1|x,y 2|z"),
                text("bar", "a|b\n1|x\n2|y\n", "a:n b:c", "1|x 2|y"),
                text("one column", "a\n1\n2\n", "a:n", "1 2"),
                text("no header", "5.1,3\n4.9,2\n", "c1:n c2:n", "5.1|3 4.9|2"),
                options("no header by declaration", "x,1\ny,2\n", new ReadOptions(null, false, null, null, null), "c1:c c2:n", "x|1 y|2"),
                options("header of numbers by declaration", "1,2\n3,4\n", new ReadOptions(null, true, null, null, null), "1:n 2:n", "3|4"),
                options("delimiter by declaration", "a;b,c;d\n1;2,3;4\n", new ReadOptions(",", null, null, null, null), "a;b:c c;d:c", "1;2|3;4"),
                options("decimal by declaration", "a,b\n\"1,5\",2\n", new ReadOptions(null, null, ",", null, null), "a:n b:n", "1.5|2"),
                options("null values by declaration", "a,b\n1,NA\n-999,\n", new ReadOptions(null, null, null, List.of("-999"), null), "a:n b:c", "1|NA |"),
                options("nan declared missing", "a\n1\nnan\ninf\n", new ReadOptions(null, null, null, List.of("nan", "inf"), null), "a:n", "1  "),
                options("type by declaration", "zip,b\n01234,1\n99999,2\n", new ReadOptions(null, null, null, null, Map.of("zip", ColumnType.CATEGORICAL)), "zip:c b:n", "01234|1 99999|2"),
                text("text after many numbers", "a\n" + "1\n".repeat(120_000) + "x\n", "a:c", "1 ".repeat(120_000) + "x"),
                text("numbers of every shape", "a\n+1\n-.5\n5.\n1E3\n1e-310\n123456789012345678901234567890\n0.1\n1e38\n", "a:n",
                        "1 -0.5 5 1000 1.0E-310 1.2345678901234568E29 0.1 1.0E38"),
                text("no numbers", "a,b,c,d\n0x1F,1d,1_000,--1\n", "a:c b:c c:c d:c", "0x1F|1d|1_000|--1"),
                text("dates", "d,t\n2024-01-02,12:30\n", "d:c t:c", "2024-01-02|12:30"),
                text("JSON lines", "{\"a\":1,\"b\":\"x\"}\n{\"b\":null,\"c\":true}\n\n{\"a\":2.5,\"c\":false,\"b\":\"7\"}", "a:n b:c c:c", "1|x| ||true 2.5|7|false"),
                text("JSON array of objects", " [ {\"a\":1},\n {\"a\":-0} ]", "a:n", "1 0"),
                text("JSON numbers and words in one column", "{\"a\":1}\n{\"a\":\"x\"}\n{\"a\":2.50}", "a:c", "1 x 2.5"),
                new Accepted("gzipped", Bytes.of("a,b\n1,x\n").gzipped(), ReadOptions.none(), "a:n b:c", "1|x"),
                new Accepted("gzipped JSON lines", Bytes.of("{\"a\":1}\n").gzipped(), ReadOptions.none(), "a:n", "1"));
    }

    private static Accepted text(String what, String text, String columns, String rows) {
        return options(what, text, ReadOptions.none(), columns, rows);
    }

    private static Accepted options(String what, String text, ReadOptions options, String columns, String rows) {
        return new Accepted(what, Bytes.of(text), options, columns, rows);
    }
}

package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.support.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Files as spreadsheets, statistics programs, bookkeeping and sensors write them. Each is read as a person reads it, which is what stands here, columns as name:n or name:c, cells between
 * bars; or it is refused, and then the slug and words of the answer stand here, with the line among them.
 */
class WrittenFilesTest {

    private static final ReadOptions NONE = ReadOptions.none();

    private record Written(String what, String text, ReadOptions options, String columns, String rows) {

        boolean isRead() {
            return columns.contains(":");
        }
    }

    @TestFactory
    Stream<DynamicTest> a_file_is_read_as_a_person_reads_it_or_refused_with_the_line_and_the_reason() {
        return files().map(file -> DynamicTest.dynamicTest(file.what(), () -> {
            if (file.isRead()) {
                assertRead(file);
            } else {
                assertRefused(file);
            }
        }));
    }

    private static Stream<Written> files() {
        return Stream.of(
                // numbers as they are written in other countries and trades
                file("thousands with commas", "item,price\na,\"1,234.56\"\nb,\"12,345,678.00\"\nc,7\n", "item:c price:n", "a|1234.56 b|12345678 c|7"),
                file("thousands with commas, without fractions", "item,count\na,\"1,234\"\nb,\"999\"\n", "item:c count:n", "a|1234 b|999"),
                file("German numbers", "Artikel;Preis\nA;1.234,56\nB;0,99\nC;12\n", "Artikel:c Preis:n", "A|1234.56 B|0.99 C|12"),
                file("German numbers whose thousands stand in another column", "Menge;Preis\n1.234;5,50\n2.000;7,25\n", "Menge:n Preis:n", "1234|5.5 2000|7.25"),
                file("German numbers in quotes between commas", "a,b\n\"1,5\",\"2,25\"\n\"3,5\",4\n", "a:n b:n", "1.5|2.25 3.5|4"),
                file("decimal commas of three places between semicolons", "a;b\n1,234;x\n2,500;y\n", "a:n b:c", "1.234|x 2.5|y"),
                file("French numbers, blanks between thousands", "a;b\n1 234,5;1\n12 345 678,25;2\n", "a:n b:n", "1234.5|1 1.234567825E7|2"),
                file("no-break spaces between thousands", "a;b\n1\u00a0234,5;1\n2\u202f000;2\n", "a:n b:n", "1234.5|1 2000|2"),
                file("Swiss numbers", "a;b\n1'234.50;1\n2’000.25;2\n", "a:n b:n", "1234.5|1 2000.25|2"),
                file("percent", "a,b\n12%,x\n5.5 %,y\n", "a:n b:c", "12|x 5.5|y"),
                file("dollars", "a,b\n\"$1,200.50\",x\n-$3,y\n", "a:n b:c", "1200.5|x -3|y"),
                file("euros", "a;b\n1.200,50 €;x\n3,00 €;y\n", "a:n b:c", "1200.5|x 3|y"),
                file("currency as a word", "a,b\n12.50 EUR,x\n3 EUR,y\n", "a:n b:c", "12.5|x 3|y"),
                file("what is owed in brackets", "a,b\n(12.50),x\n3,y\n", "a:n b:c", "-12.5|x 3|y"),
                file("SAP's minus behind", "a;b\n1.234,56-;x\n3,00;y\n", "a:n b:c", "-1234.56|x 3|y"),
                file("typographic minus", "a,b\n\u22125.5,x\n3,y\n", "a:n b:c", "-5.5|x 3|y"),
                file("full-width digits", "a,b\n１２．５,x\n3,y\n", "a:n b:c", "12.5|x 3|y"),
                file("plus signs and exponents", "a\n+5\n1e5\n-2.5E-3\n", "a:n", "5 100000 -0.0025"),
                file("negative zero, denormals and underflow", "a\n-0.0\n4.9e-324\n1e-400\n", "a:n", "-0 4.9E-324 0"),
                file("the largest double", "a\n1.7976931348623157e308\n-1.7976931348623157e308\n", "a:n", "1.7976931348623157E308 -1.7976931348623157E308"),
                file("sixteen digits and more", "a\n9007199254740993\n0.1000000000000000055511151231257827\n", "a:n", "9.007199254740992E15 0.1"),
                file("versions, addresses, telephones", "a,b,c\n1.2.3,192.168.0.1,030 123 456\n", "a:c b:c c:c", "1.2.3|192.168.0.1|030 123 456"),
                file("hexadecimal, underscores, units", "a,b,c\n0x1F,1_000,5 kg\n", "a:c b:c c:c", "0x1F|1_000|5 kg"),
                file("groups that are none", "a;b\n1,23,456;12,34.5\n", "a:c b:c", "1,23,456|12,34.5"),
                file("postal codes", "zip,n\n01234,1\n99999,2\n", "zip:c n:n", "01234|1 99999|2"),
                file("postal codes declared numbers", "zip,n\n01234,1\n99999,2\n", types("zip", ColumnType.NUMERIC), "zip:n n:n", "1234|1 99999|2"),
                file("zeros in front of numbers of other lengths", "a\n007\n12345\n", "a:n", "7 12345"),
                file("dates and times", "d,t\n2024-01-02,2024-01-02T03:04:05Z\n03.04.2024,01/02/2024 12:30\n", "d:c t:c", "2024-01-02|2024-01-02T03:04:05Z 03.04.2024|01/02/2024 12:30"),
                file("truth", "a,b,c\ntrue,TRUE,yes\nfalse,FALSE,no\n", "a:c b:c c:c", "true|TRUE|yes false|FALSE|no"),
                // what is missing
                file("missing by every habit", "a,b\n1,x\n-,?\n?,y\n.,-\nn/a,z\n#N/A,u\n<NA>,v\nNone,None\n,w\n", "a:n b:c", "1|x |? |y |- |z |u |v |None |w"),
                file("a column of dashes holds words", "a,b\n-,1\n-,2\n", "a:c b:n", "-|1 -|2"),
                file("constant columns", "a,b,c\n1,x,\n1,x,\n", "a:n b:c c:n", "1|x| 1|x|"),
                // how files begin and end
                file("Excel's separator line", "sep=;\na;b\n1,5;x\n2,5;y\n", "a:n b:c", "1.5|x 2.5|y"),
                file("Excel's separator line with a byte order mark", "\ufeffsep=,\r\na,b\r\n1,2\r\n", "a:n b:n", "1|2"),
                file("comments in front and between", "# made by a sensor\n# in 2024, with commas\na,b\n1,2\n# restarted\n3,4\n", "a:n b:n", "1|2 3|4"),
                file("a header with a number sign", "#id,name\n1,x\n2,y\n", "#id:n name:c", "1|x 2|y"),
                file("a header of NumPy", "# a,b\n1.0,2.0\n", "a:n b:n", "1|2"),
                file("number signs that are data", "a,b\n1,#1\n#x,2\n", "a:c b:c", "1|#1 #x|2"),
                file("delimiters behind every line", "a,b,\n1,2,\n3,4,\n", "a:n b:n", "1|2 3|4"),
                file("columns that a spreadsheet adds", "a;b;;;\n1;x;;;\n2;y;;;\n", "a:n b:c", "1|x 2|y"),
                file("blank lines everywhere", "\n\na,b\n\n1,2\n\n\n3,4\n\n\n", "a:n b:n", "1|2 3|4"),
                file("line ends of three kinds", "a,b\r\n1,2\n3,4\r5,6", "a:n b:n", "1|2 3|4 5|6"),
                file("one row", "a,b\n1,x\n", "a:n b:c", "1|x"),
                file("one column of words", "city\nNew York\nSan José\n", "city:c", "New York San José"),
                file("header in quotes with blanks and line breaks", "\"a b\",\" c \"\n1,2\n", "a b:n c:n", "1|2"),
                file("quotes inside", "a,b\n5\" nail,1\n\"say \"\"hi\"\"\",2\n", "a:c b:n", "5\" nail|1 say \"hi\"|2"),
                file("cells that a spreadsheet takes for formulas", "a,b\n=1+1,@x\n+1+1,-x\n", "a:c b:c", "=1+1|@x +1+1|-x"),
                file("our own export of them", "a,b\n'=1+1,'@x\n''=1,'quoted'\n", "a:c b:c", "=1+1|@x '=1|'quoted'"),
                file("tabs with commas in numbers and points elsewhere", "a\tb\n1,234\t0.5\n2,000\t1.5\n", "a:n b:n", "1234|0.5 2000|1.5"),
                file("text after many numbers", "a\n" + "1\n".repeat(100_001) + "x\n", "a:c", "1 ".repeat(100_001) + "x"),
                file("wide", names(100) + "\n" + "1,".repeat(99) + "1\n", IntStream.range(0, 100).mapToObj(i -> "c" + i + ":n").collect(Collectors.joining(" ")), "1|".repeat(99) + "1"),
                file("options before everything", "x|y\n1,5|-\n", new ReadOptions("|", true, ",", List.of("-"), Map.of()), "x:n y:n", "1.5|"),
                // JSON Lines
                file("JSON with missing keys, blank lines and other orders", "{\"a\":1,\"b\":\"x\"}\n\n{\"b\":\"y\"}\n{\"b\":\"z\",\"a\":-2e-3}\n", "a:n b:c", "1|x |y -0.002|z"),
                file("JSON with a byte order mark and Windows line ends", "\ufeff{\"a\":1}\r\n{\"a\":2}\r\n", "a:n", "1 2"),

                // refused, with the line and the reason
                file("percent and none", "a,b\n12%,x\n0.12,y\n", "invalid-cell", "line 3|percent"),
                file("two currencies", "a,b\n$5,x\n€5,y\n", "invalid-cell", "line 3|currency"),
                file("commas between tabs that may be either", "a\tb\n1,234\tx\n2,000\ty\n", "invalid-cell", "line 2|options.decimal"),
                file("decimal commas and points in two columns", "a;b\n1,5;1.5\n", "non-finite-value", "line 2|decimal separator"),
                file("an index without a name", ",a,b\n0,1,2\n", "invalid-header", "column 1 has no name|index"),
                file("a column without a name that holds values", "a,b,\n1,2,3\n", "invalid-header", "column 3 has no name"),
                file("row names of R", "a,b\n\"1\",5,6\n\"2\",7,8\n", "csv-ragged-row", "line 2 has 3 fields"),
                file("a title above the table", "Report of 2024\n\na;b\n1;2\n", "csv-ragged-row", "line 3 has 2 fields"),
                file("a total below the table", "a,b\n1,2\nTotal\n", "csv-ragged-row", "line 3 has 1 fields"),
                file("nan", "a\n1\nNaN\n", "non-finite-value", "line 3|nullValues"),
                file("-nan", "a\n1\n-nan\n", "non-finite-value", "line 3|nullValues"),
                file("INF", "a\n1\nINF\n", "non-finite-value", "line 3|nullValues"),
                file("+Infinity", "a\n1\n+Infinity\n", "non-finite-value", "line 3|nullValues"),
                file("-inf", "a\n1\n-inf\n", "non-finite-value", "line 3|nullValues"),
                file("infinity's sign", "a\n1\n∞\n", "non-finite-value", "line 3|nullValues"),
                file("infinity's sign below zero", "a\n1\n-∞\n", "non-finite-value", "line 3|nullValues"),
                file("Microsoft's infinity", "a\n1\n1.#INF\n", "non-finite-value", "line 3|nullValues"),
                file("Microsoft's nan", "a\n1\n-1.#IND\n", "non-finite-value", "line 3|nullValues"),
                file("a spreadsheet's division by zero", "a\n1\n#DIV/0!\n", "non-finite-value", "line 3|nullValues"),
                file("a number too large", "a\n1\n1e400\n", "non-finite-value", "line 3|range"),
                file("JSON with a trailing comma", "{\"a\":1,}\n", "invalid-cell", "line 1"),
                file("JSON with a nested object", "{\"a\":1}\n{\"a\":{\"b\":2}}\n", "invalid-cell", "line 2|\"a\""),
                file("JSON with NaN", "{\"a\":NaN}\n", "invalid-cell", "line 1"),
                file("a number of 2,000 digits", "{\"a\":" + "9".repeat(2000) + "}\n", "csv-field-too-long", "line 1"));
    }

    @Test
    void the_evidence_tells_where_the_first_text_stands() {
        var options = NONE;
        var profile = Profile.of(Bytes.of("a,b\n" + "1,2\n".repeat(100_005) + "x,-\n").source(options), options, Bytes.LIMITS);
        assertThat(profile.evidence()).containsExactly(new Profile.Evidence(100_005, 1, 0, 100_007L), new Profile.Evidence(100_005, 0, 1, null));
    }

    private static void assertRead(Written file) {
        var source = Bytes.of(file.text()).source(file.options());
        var profile = Profile.of(source, file.options(), Bytes.LIMITS);
        profile.problems().refuse();
        assertThat(profile.columns().stream().map(column -> column.name() + (column.type() == ColumnType.NUMERIC ? ":n" : ":c")).collect(Collectors.joining(" "))).isEqualTo(file.columns());
        var cells = new CellTexts(profile);
        source.read(cells, new RowProblems());
        assertThat(cells.rows()).isEqualTo(file.rows());
        assertPlainAgrees(source, profile, file);
    }

    /** Where the fast reading gets to the end, it has read the same. */
    private static void assertPlainAgrees(RowSource source, Profile profile, Written file) {
        source.plain(file.options()).ifPresent(plain -> {
            var cells = new CellTexts(profile);
            if (plain.read(cells)) {
                assertThat(plain.columns()).isEqualTo(profile.columns());
                assertThat(cells.rows()).isEqualTo(file.rows());
            }
        });
    }

    private static void assertRefused(Written file) {
        var problem = catchThrowableOfType(Problem.class, () -> Profile.of(Bytes.of(file.text()).source(file.options()), file.options(), Bytes.LIMITS).problems().refuse());
        assertThat(problem).isNotNull();
        assertThat(problem.code().slug()).as(problem.getMessage()).isEqualTo(file.columns());
        assertThat(problem).hasMessageContainingAll(file.rows().split("\\|"));
        assertThat(catchThrowableOfType(Problem.class, () -> Bytes.of(file.text()).source(file.options()).plain(file.options())
                .ifPresent(plain -> assertThat(plain.read(new Profiler(Bytes.LIMITS))).as("the fast reading accepts it").isFalse()))).isNull();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    }

    private static ReadOptions types(String column, ColumnType type) {
        return new ReadOptions(null, null, null, null, Map.of(column, type));
    }

    private static Written file(String what, String text, String columns, String rows) {
        return file(what, text, NONE, columns, rows);
    }

    private static Written file(String what, String text, ReadOptions options, String columns, String rows) {
        return new Written(what, text, options, columns, rows);
    }
}

package dev.descent.dataset.web;

import dev.descent.dataset.NewDataset;
import dev.descent.dataset.format.MediaFile;
import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.RowSource;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.format.Upload;
import dev.descent.dataset.format.UploadedFile;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Printable;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.Sha256;
import dev.descent.support.StrictJson;
import dev.descent.support.web.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * A multipart body: the part {@code file}, more than once for pictures and sounds, and, each as a field or as a file, {@code name} and {@code options}.
 *
 * @param labels     of the rows of a tensor; null where there are none
 * @param labelTexts of pictures and sounds; null where there are none
 */
record UploadRequest(List<MultipartFile> files, MultipartFile labels, String labelTexts, String name, String options) {

    private static final Set<String> PARTS = Set.of("file", "labels", "name", "options");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_FILE_NAME = 255;
    /** Folders, quotes, control characters, and the names of devices: no file that a user picked is called that. */
    private static final Pattern STRANGE_FILE_NAME = Pattern.compile("(?i).*[/\\\\\"\\p{Cntrl}].*|(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.DOTALL);
    private static final int LONGEST_OPTIONS = 256 * 1024;

    /** @throws Problem if a part is missing, unknown or repeated, the name cannot be one, or the body is not what its digest says */
    static UploadRequest of(MultipartHttpServletRequest request) {
        ContentDigest.check(request);
        var given = new TreeSet<>(request.getFileMap().keySet());
        given.addAll(request.getParameterMap().keySet());
        request.getMultiFileMap().forEach((part, files) -> refuse(files.size() > 1 && !part.equals("file"), "There is more than one part \"" + part + "\""));
        refuse(!PARTS.containsAll(given), "The parts are file, labels, name and options; there is another one");
        var files = request.getFiles("file");
        refuse(files.isEmpty(), "The part \"file\" is missing; send it with a file name");
        files.forEach(file -> checkFileName(file.getOriginalFilename()));
        boolean media = UploadedFile.isMedium(upload(files.getFirst())) && !isNamedAsTable(files.getFirst());
        refuse(files.size() > 1 && !media, "There is more than one part \"file\"; only pictures and sounds come together");
        var labels = media ? null : request.getFile("labels");
        refuse(!media && labels == null && request.getParameter("labels") != null, "The part \"labels\" must be sent with a file name");
        if (labels != null) {
            checkFileName(labels.getOriginalFilename());
        }
        var name = text(request, "name");
        if (name != null && (name.length() > LONGEST_NAME || !name.matches(Printable.NAME))) {
            throw new Problem(ProblemCode.CONSTRAINT_VIOLATION, "name must have 1 to " + LONGEST_NAME + " printable characters");
        }
        return new UploadRequest(files, labels, media ? text(request, "labels") : null, name, text(request, "options"));
    }

    /** @param file that was sent, unpacked where it has to be */
    NewDataset toNewDataset(Upload file, StrictJson json, SizeLimits limits) {
        var how = options == null ? ReadOptions.none() : readOptions(json);
        return NewDataset.of(name, fallbackName(), source(file, how, json, limits), how, limits);
    }

    private RowSource source(Upload file, ReadOptions how, StrictJson json, SizeLimits limits) {
        if (!isNamedAsTable(file()) && UploadedFile.isMedium(file)) {
            var media = files.stream().map(each -> new MediaFile(each.getOriginalFilename(), upload(each))).toList();
            return UploadedFile.read(media, labelTexts == null ? null : new MediaLabels(json).read(labelTexts, media), how, limits);
        }
        return UploadedFile.read(file, labels == null ? null : upload(labels), how, limits);
    }

    /** Whatever is in it, a file of that name is refused unless it is a table. */
    private static boolean isNamedAsTable(MultipartFile file) {
        return file.getOriginalFilename() != null && file.getOriginalFilename().matches("(?i).*\\.(csv|tsv|txt|jsonl|ndjson|json|parquet|npy|idx)(\\.gz)?");
    }

    private MultipartFile file() {
        return files.getFirst();
    }

    private ReadOptions readOptions(StrictJson json) {
        try {
            return json.read(options.getBytes(StandardCharsets.UTF_8), ReadOptions.class);
        } catch (Problem problem) {
            var errors = problem.errors().stream().map(error -> new SpecProblem("/options" + error.pointer(), error.code(), error.detail())).toList();
            throw new Problem(problem.code(), "The part \"options\": " + problem.getMessage(), errors, problem.properties());
        }
    }

    /** Stands for the whole request: SHA-256 of the files, name and options. */
    String contentHash() {
        try (var hash = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest())) {
            hash.write((name + "\0" + options + "\0").getBytes(StandardCharsets.UTF_8));
            write(file(), hash);
            for (var more : files.subList(1, files.size())) {
                hash.write("file\0".getBytes(StandardCharsets.UTF_8));
                write(more, hash);
            }
            if (labels != null) {
                hash.write("labels\0".getBytes(StandardCharsets.UTF_8));
                write(labels, hash);
            }
            if (labelTexts != null) {
                hash.write(("labels\0" + labelTexts).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(hash.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(MultipartFile file, OutputStream out) throws IOException {
        try (var in = file.getInputStream()) {
            in.transferTo(out);
        }
    }

    /** The file's own name without its endings. */
    private String fallbackName() {
        var original = file().getOriginalFilename() == null ? "" : file().getOriginalFilename();
        var plain = original.replaceAll("(?i)\\.gz$", "").replaceAll("(?i)\\.(csv|tsv|txt|jsonl|ndjson|json|parquet|npy|idx|png|jpe?g|wav)$", "").strip();
        var name = plain.substring(0, plain.offsetByCodePoints(0, Math.min(plain.codePointCount(0, plain.length()), LONGEST_NAME - 20)));
        return name.isBlank() ? "dataset" : name;
    }

    Upload upload() {
        return upload(file());
    }

    private static Upload upload(MultipartFile file) {
        return new Upload() {
            @Override
            public InputStream open() throws IOException {
                return file.getInputStream();
            }

            @Override
            public long bytes() {
                return file.getSize();
            }
        };
    }

    private static void checkFileName(String name) {
        refuse(name != null && name.length() > LONGEST_FILE_NAME, "The file name has more than " + LONGEST_FILE_NAME + " characters");
        refuse(name != null && STRANGE_FILE_NAME.matcher(name).matches(), "The file name must be a plain name, without folders, quotes or control characters");
    }

    private static String text(MultipartHttpServletRequest request, String part) {
        var file = request.getFile(part);
        if (file == null) {
            return request.getParameter(part);
        }
        refuse(file.getSize() > LONGEST_OPTIONS, "The part \"" + part + "\" is too long");
        try {
            return new String(file.getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuse(boolean wrong, String detail) {
        if (wrong) {
            throw new Problem(ProblemCode.INVALID_MULTIPART, detail);
        }
    }
}

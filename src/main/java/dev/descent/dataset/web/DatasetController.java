package dev.descent.dataset.web;

import dev.descent.dataset.DatasetImport;
import dev.descent.dataset.DatasetView;
import dev.descent.dataset.Datasets;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/datasets")
class DatasetController {

    private final Datasets datasets;
    private final DatasetImport imports;

    DatasetController(Datasets datasets, DatasetImport imports) {
        this.datasets = datasets;
        this.imports = imports;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DatasetView> create(@RequestBody DatasetRequest body) {
        return created(imports.create(body.toNewDataset()));
    }

    @GetMapping("/{id}")
    DatasetView one(@PathVariable String id) {
        return datasets.find(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        datasets.delete(id);
    }

    private static ResponseEntity<DatasetView> created(DatasetView dataset) {
        return ResponseEntity.created(URI.create("/api/v1/datasets/" + dataset.id())).body(dataset);
    }
}

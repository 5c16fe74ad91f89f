package dev.descent.model.web;

import dev.descent.model.ModelView;
import dev.descent.model.Models;
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
@RequestMapping("/api/v1/models")
class ModelController {

    private final Models models;

    ModelController(Models models) {
        this.models = models;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ModelView> create(@RequestBody ModelRequest body) {
        var model = models.create(body.toNewModel());
        return ResponseEntity.created(URI.create("/api/v1/models/" + model.id())).body(model);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ModelView one(@PathVariable String id) {
        return models.find(id);
    }

    @GetMapping(path = "/{id}/graph", produces = "text/vnd.mermaid;charset=UTF-8")
    String graph(@PathVariable String id) {
        return models.graph(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        models.delete(id);
    }
}

package dev.descent.prediction.web;

import dev.descent.prediction.deployment.DeploymentView;
import dev.descent.prediction.deployment.Deployments;
import dev.descent.prediction.deployment.Serving;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Printable;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/deployments")
@Tag(name = "Deployments", description = "Stable names for trained models, served by the Open Inference Protocol")
class DeploymentController {

    private static final int LONGEST_NAME = 200;

    private final Deployments deployments;

    DeploymentController(Deployments deployments) {
        this.deployments = deployments;
    }

    @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Serve a trained model under a name",
            description = "A new version where it is not what is served already. The switch is atomic, and seen by every node with the next request. A split sends a share of the requests to a second model.")
    @ApiResponse(responseCode = "200", description = "Served from now on")
    @ApiResponse(responseCode = "201", description = "Served under a new name from now on")
    @ApiResponse(responseCode = "409", description = "The run has no such checkpoint yet")
    @ApiResponse(responseCode = "422", description = "There is no such run, or a field cannot be used")
    ResponseEntity<DeploymentView> put(@Parameter(description = "1 to 200 printable characters", example = "iris") @PathVariable String name, @RequestBody Serving body) {
        if (name.length() > LONGEST_NAME || !name.matches(Printable.NAME)) {
            throw new Problem(ProblemCode.INVALID_ID, "The name of a deployment has 1 to " + LONGEST_NAME + " printable characters");
        }
        var put = deployments.put(name, body);
        return put.created() ? ResponseEntity.created(URI.create("/api/v1/deployments/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))).body(put.view())
                : ResponseEntity.ok(put.view());
    }

    @PostMapping(path = "/{name}/rollback", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Serve an earlier version again")
    @ApiResponse(responseCode = "200", description = "Served from now on")
    @ApiResponse(responseCode = "404", description = "There is no such deployment")
    @ApiResponse(responseCode = "409", description = "There is no earlier version, or its run is gone")
    DeploymentView rollBack(@PathVariable String name, @Parameter(description = "By default the one before") @RequestParam(required = false) Integer version) {
        return deployments.rollBack(name, version);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List deployments, newest first")
    Page<DeploymentView> list(Paging paging) {
        return deployments.list(paging);
    }

    @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Show a deployment with its versions")
    @ApiResponse(responseCode = "200", description = "The deployment")
    @ApiResponse(responseCode = "404", description = "There is none")
    DeploymentView one(@PathVariable String name) {
        return deployments.find(name);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stop serving under a name", description = "Runs and their checkpoints stay.")
    @ApiResponse(responseCode = "204", description = "Gone")
    @ApiResponse(responseCode = "404", description = "There is none")
    void delete(@PathVariable String name) {
        deployments.delete(name);
    }
}

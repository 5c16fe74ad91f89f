package dev.descent.dataset.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** @param total rows of the dataset */
@Schema(name = "DatasetRows")
record RowsPage(List<Map<String, Object>> data, long offset, long total) {}

package dev.descent.dataset;

/** Answered by every room that keeps on reading datasets; asked, with the dataset locked, before one is deleted. */
public interface DatasetUsage {

    boolean uses(String datasetId);
}

package dev.descent.nn.kernel;

/**
 * What one part of a phase computes of a matrix: whole panels where there are many, else some rows of all panels. Cut by the
 * shape and the number of parts alone; no element's sum is ever cut.
 *
 * @param height of the matrix
 */
public record Portion(int height, int rowFrom, int rowTo, int panelFrom, int panelTo) {

    /** Panels from which on they are dealt out whole, in pairs, as the products take them. */
    private static final int MANY = 16;

    /** The part of the matrix [rows, columns] that is part {@code part} of {@code parts}. */
    public static Portion of(int rows, int columns, int part, int parts) {
        int height = Panels.height(rows);
        int panels = Panels.count(columns);
        if (panels >= MANY) {
            int pairs = Math.ceilDiv(panels, 2);
            return new Portion(height, 0, height, 2 * share(pairs, part, parts), Math.min(panels, 2 * share(pairs, part + 1, parts)));
        }
        int tiles = height / Panels.TILE;
        return new Portion(height, Panels.TILE * share(tiles, part, parts), Panels.TILE * share(tiles, part + 1, parts), 0, panels);
    }

    /** The part of a vector [columns]. */
    public static Portion of(int columns, int part, int parts) {
        int panels = Panels.count(columns);
        return new Portion(1, 0, 1, share(panels, part, parts), share(panels, part + 1, parts));
    }

    /** Where part {@code part} of so many units begins, and the one before it ends. */
    public static int share(int units, int part, int parts) {
        return (int) ((long) units * part / parts);
    }

    /** Contiguous ranges of the flat array that make up this portion. */
    public int ranges() {
        return isWhole() ? 1 : panelTo - panelFrom;
    }

    public int from(int range) {
        return ((panelFrom + range) * height + rowFrom) * Panels.WIDTH;
    }

    public int to(int range) {
        return isWhole() ? panelTo * height * Panels.WIDTH : ((panelFrom + range) * height + rowTo) * Panels.WIDTH;
    }

    private boolean isWhole() {
        return rowFrom == 0 && rowTo == height;
    }
}

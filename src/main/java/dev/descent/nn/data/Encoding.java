package dev.descent.nn.data;

import java.util.List;

/** How one column becomes numbers. */
public sealed interface Encoding {

    String column();

    /** Numbers per row. */
    int width();

    /**
     * (x − shift)/scale.
     *
     * @param missing what stands in for a missing value, in the column's own units; NaN refuses it
     */
    record Scaled(String column, double shift, double scale, double missing) implements Encoding {

        @Override
        public int width() {
            return 1;
        }

        public float encode(double value) {
            double present = Double.isNaN(value) ? missing : value;
            double distance = present - shift;
            return (float) (Double.isInfinite(distance) ? present / scale - shift / scale : distance / scale);
        }

        /** Back to the column's own units. */
        public double decode(double encoded) {
            return encoded * scale + shift;
        }
    }

    /** One number per category: 1 for the row's own, 0 for the others; all 0 where it is missing or was not seen in training. */
    record OneHot(String column, List<String> categories) implements Encoding {

        public OneHot {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size();
        }
    }

    /** The number of the row's category, from 1; 0 where it is missing or was not seen in training. */
    record Index(String column, List<String> categories) implements Encoding {

        public Index {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * The index of the row's class.
     *
     * @param labels  in sorted order: numbers by value, text by code point
     * @param numeric whether the column holds numbers
     */
    record Classes(String column, List<String> labels, boolean numeric) implements Encoding {

        public Classes {
            labels = List.copyOf(labels);
        }

        @Override
        public int width() {
            return 1;
        }
    }
}

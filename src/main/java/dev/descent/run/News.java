package dev.descent.run;

import java.util.Map;

/** Something that happened to a run and is still to be written down as an event under this number. */
record News(long seq, String type, Map<String, Object> data) {}

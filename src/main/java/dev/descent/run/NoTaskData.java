package dev.descent.run;

import com.github.kagkarlsson.scheduler.serializer.Serializer;

/** Queue entries carry no data, so that none is ever deserialized. */
public final class NoTaskData implements Serializer {

    @Override
    public byte[] serialize(Object data) {
        return null;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
        return null;
    }
}

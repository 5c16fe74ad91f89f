package dev.descent.support;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.MapType;

/**
 * How records are written: a number that is not finite is null, and the object that holds it gets the member {@code nonFinite}, which
 * names the field and what it was. An element of a list is named {@code field/index}. The constant {@code NONE} is null.
 */
final class RecordJsonModule extends SimpleModule {

    private static final String NON_FINITE = "nonFinite";

    RecordJsonModule() {
        addSerializer(Double.class, new NumberWriter<>(Double.class));
        addSerializer(Double.TYPE, new NumberWriter<>(Double.class));
        addSerializer(double[].class, new ArrayWriter());
        addSerializer(DataSize.class, new DataSizeWriter());
        setSerializerModifier(new Modifier());
    }

    static Object constant(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(String name, Object value, Map<String, String> found) {
        switch (value) {
            case Double number when !Double.isFinite(number) -> found.put(name, number.toString());
            case double[] numbers -> {
                for (var i = 0; i < numbers.length; i++) {
                    collect(name + "/" + i, numbers[i], found);
                }
            }
            case List<?> list -> {
                for (var i = 0; i < list.size() && (list.get(i) == null || list.get(i) instanceof Double); i++) {
                    collect(name + "/" + i, list.get(i), found);
                }
            }
            case null, default -> { }
        }
    }

    private static final class Modifier extends ValueSerializerModifier {

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier bean,
                List<BeanPropertyWriter> properties) {
            var changed = new ArrayList<BeanPropertyWriter>();
            properties.forEach(p -> changed.add(none(p) == null ? p : new NoneProperty(p, none(p))));
            var numbers = properties.stream().filter(p -> mayHoldDouble(p.getType().getRawClass())).toList();
            if (!numbers.isEmpty() && bean.getBeanClass().isRecord()) {
                changed.add(new NonFiniteProperty(numbers));
            }
            return changed;
        }

        @Override
        public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type, BeanDescription.Supplier bean,
                ValueSerializer<?> serializer) {
            return type.getContentType().isTypeOrSuperTypeOf(Double.class) ? new MapWriter(serializer) : serializer;
        }

        private static boolean mayHoldDouble(Class<?> type) {
            return type.isAssignableFrom(Double.class) || type == double.class || type == double[].class || type == List.class;
        }

        private static Object none(BeanPropertyWriter property) {
            try {
                var type = property.getType().getRawClass();
                var field = type.getField("NONE");
                return type.isAssignableFrom(field.getType()) && !type.isEnum() ? constant(field) : null;
            } catch (NoSuchFieldException e) {
                return null;
            }
        }
    }

    private static final class NoneProperty extends BeanPropertyWriter {

        private final transient Object none;

        NoneProperty(BeanPropertyWriter property, Object none) {
            super(property);
            this.none = none;
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator json, SerializationContext context) throws Exception {
            if (none.equals(get(bean))) {
                json.writeName(getName()).writeNull();
            } else {
                super.serializeAsProperty(bean, json, context);
            }
        }
    }

    private static final class NonFiniteProperty extends BeanPropertyWriter {

        private final transient List<BeanPropertyWriter> numbers;

        NonFiniteProperty(List<BeanPropertyWriter> numbers) {
            super(numbers.getFirst(), PropertyName.construct(NON_FINITE));
            this.numbers = numbers;
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator json, SerializationContext context) throws Exception {
            var found = new LinkedHashMap<String, String>();
            for (var number : numbers) {
                collect(number.getName(), number.get(bean), found);
            }
            if (!found.isEmpty()) {
                json.writeName(NON_FINITE);
                context.writeValue(json, found);
            }
        }
    }

    /** The map is the object that holds its numbers, so the member stands in it. */
    private static final class MapWriter extends StdSerializer<Map<?, ?>> {

        private final transient ValueSerializer<Object> usual;

        @SuppressWarnings("unchecked")
        MapWriter(ValueSerializer<?> usual) {
            super(Map.class);
            this.usual = (ValueSerializer<Object>) usual;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            return new MapWriter(usual.createContextual(context, property));
        }

        @Override
        public void resolve(SerializationContext context) {
            usual.resolve(context);
        }

        @Override
        public boolean isEmpty(SerializationContext context, Map<?, ?> map) {
            return map.isEmpty();
        }

        @Override
        public void serialize(Map<?, ?> map, JsonGenerator json, SerializationContext context) {
            var found = new LinkedHashMap<String, String>();
            map.forEach((name, value) -> collect(name.toString(), value, found));
            if (found.isEmpty()) {
                usual.serialize(map, json, context);
                return;
            }
            json.writeStartObject(map);
            map.forEach((name, value) -> {
                json.writeName(name.toString());
                context.writeValue(json, value);
            });
            json.writeName(NON_FINITE);
            context.writeValue(json, found);
            json.writeEndObject();
        }
    }

    private static final class NumberWriter<T extends Number> extends StdSerializer<T> {

        NumberWriter(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T number, JsonGenerator json, SerializationContext context) {
            write(number.doubleValue(), json);
        }
    }

    private static final class ArrayWriter extends StdSerializer<double[]> {

        ArrayWriter() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] numbers, JsonGenerator json, SerializationContext context) {
            json.writeStartArray(numbers, numbers.length);
            for (var number : numbers) {
                write(number, json);
            }
            json.writeEndArray();
        }
    }

    /** A size is its number of bytes. */
    private static final class DataSizeWriter extends StdSerializer<DataSize> {

        DataSizeWriter() {
            super(DataSize.class);
        }

        @Override
        public void serialize(DataSize size, JsonGenerator json, SerializationContext context) {
            json.writeNumber(size.toBytes());
        }
    }

    private static void write(double number, JsonGenerator json) {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }
}

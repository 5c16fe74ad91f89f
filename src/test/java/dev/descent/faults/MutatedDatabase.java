package dev.descent.faults;

import dev.descent.support.store.Durability;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Puts itself between the service and its database and rewrites the statements of a mutation. */
record MutatedDatabase(Path directory) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case DataSource database -> new DelegatingDataSource(database) {
                @Override
                public Connection getConnection() throws SQLException {
                    return rewriting(Connection.class, super.getConnection());
                }
            };
            // Its sync goes by a connection of its own, past the pool.
            case Durability durability -> (Durability) () -> {
                if (!Files.exists(directory.resolve(Mutation.WITHOUT_SYNC.name()))) {
                    durability.await();
                }
            };
            default -> bean;
        };
    }

    private <T> T rewriting(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            arguments[0] = rewrite(sql);
        }
        try {
            var result = method.invoke(target, arguments);
            return method.getName().equals("createStatement") ? rewriting(Statement.class, (Statement) result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private String rewrite(String sql) {
        var rewritten = sql;
        for (var mutation : Mutation.values()) {
            rewritten = Files.exists(directory.resolve(mutation.name())) ? mutation.rewrite(rewritten) : rewritten;
        }
        return rewritten;
    }
}

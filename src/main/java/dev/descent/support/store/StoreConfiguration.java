package dev.descent.support.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    OwnConnection ownConnection(JdbcConnectionDetails database) {
        return new OwnConnection(database);
    }

    @Bean
    static BeanPostProcessor oneWriter() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool && DatabaseFile.isEmbedded(pool.getJdbcUrl()) ? OneWriter.guard(pool) : bean;
            }
        };
    }

    /** The first to connect: what it refuses has not been touched. The service's clock would connect before it, to ask the database for the time. */
    @Bean
    FlywayMigrationStrategy migration(JdbcConnectionDetails database, OwnConnection connection, Environment environment) {
        var url = database.getJdbcUrl();
        if (!DatabaseFile.isEmbedded(url)) {
            return flyway -> ServerDatabase.migrate(flyway, url);
        }
        boolean acceptsLoss = !"false".equals(environment.getProperty("accept-data-loss", "false"));
        return DatabaseFile.of(url).<FlywayMigrationStrategy>map(file -> new InstanceGuard(file, connection, acceptsLoss, Clock.systemUTC())).orElse(Flyway::migrate);
    }

    /** @param pool is there so that it is closed after this */
    @Bean
    @DependsOn("migration")
    Durability durability(JdbcConnectionDetails database, OwnConnection connection, DataSource pool) {
        return DatabaseFile.isEmbedded(database.getJdbcUrl()) ? new GroupCommit(new CheckpointSync(connection)) : Durability.AT_COMMIT;
    }

    /** Of an embedded database; a server looks after its files itself. @param pool is there so that it is closed after this */
    @Bean
    @DependsOn("migration")
    FileCompaction fileCompaction(JdbcConnectionDetails database, OwnConnection connection, DataSource pool) {
        return new FileCompaction(connection, DatabaseFile.isEmbedded(database.getJdbcUrl()));
    }

    @Bean
    PlatformTransactionManager transactionManager(Durability durability, ObjectProvider<TransactionManagerCustomizers> customizers) {
        var transactions = new DurableTransactions(durability);
        customizers.ifAvailable(all -> all.customize(transactions));
        return transactions;
    }
}

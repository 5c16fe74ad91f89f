package dev.descent.support.store;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** @param pool is there so that it is closed after this */
    @Bean
    Durability durability(JdbcConnectionDetails database, DataSource pool) {
        return isEmbedded(database) ? new GroupCommit(new CheckpointSync(new OwnConnection(database))) : Durability.AT_COMMIT;
    }

    @Bean
    PlatformTransactionManager transactionManager(Durability durability, ObjectProvider<TransactionManagerCustomizers> customizers) {
        var transactions = new DurableTransactions(durability);
        customizers.ifAvailable(all -> all.customize(transactions));
        return transactions;
    }

    private static boolean isEmbedded(JdbcConnectionDetails database) {
        return database.getJdbcUrl().startsWith("jdbc:h2:");
    }
}

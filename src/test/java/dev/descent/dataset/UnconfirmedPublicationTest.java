package dev.descent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.generator.Moons;
import dev.descent.dataset.storage.ChunkStore;
import dev.descent.support.store.Durability;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** A commit that fails may have succeeded: whoever cleans up afterwards must not believe the failure. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("test")
class UnconfirmedPublicationTest {

    private static final AtomicReference<Thread> UNCONFIRMED = new AtomicReference<>();

    @TestConfiguration(proxyBeanMethods = false)
    static class Doubt {

        /** Commits are made, and one thread never hears of it. */
        @Bean
        @Primary
        Durability doubtful() {
            return () -> {
                if (Thread.currentThread() == UNCONFIRMED.get()) {
                    throw new TransactionSystemException("The connection was lost in the commit");
                }
            };
        }
    }

    @Autowired
    DatasetImport imports;

    @Autowired
    ChunkStore store;

    @Autowired
    Datasets datasets;

    @Test
    void a_dataset_that_was_published_keeps_its_values() {
        var stored = imports.store(moons("published"));
        UNCONFIRMED.set(Thread.currentThread());
        try {
            assertThatThrownBy(() -> imports.publish(stored)).isInstanceOf(TransactionException.class);
        } finally {
            UNCONFIRMED.set(null);
        }
        assertThat(datasets.rows("published", 0, 100)).hasSize(20);
    }

    @Test
    void a_dataset_that_was_swept_away_is_not_published() {
        var stored = imports.store(moons("swept"));
        store.discard(stored.id());
        assertThatThrownBy(() -> imports.publish(stored)).isInstanceOf(IllegalStateException.class);
        assertThat(datasets.lookup("swept")).isEmpty();
    }

    private static NewDataset moons(String name) {
        return new NewDataset(name, name, new Moons(20, 0.1, 1L), ReadOptions.none());
    }
}

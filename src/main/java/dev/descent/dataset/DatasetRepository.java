package dev.descent.dataset;

import dev.descent.dataset.Dataset.State;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DatasetRepository extends Repository<Dataset, String> {

    Dataset saveAndFlush(Dataset dataset);

    Optional<Dataset> findById(String id);

    boolean existsByName(String name);

    List<Dataset> findByStateOrderByIdDesc(State state, Limit limit);

    List<Dataset> findByStateAndIdLessThanOrderByIdDesc(State state, String id, Limit limit);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Dataset d where d.id = :id and d.state = STORING")
    Optional<Dataset> lockToPublish(String id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Dataset d where d.id = :id and d.state = READY")
    Optional<Dataset> lockToDelete(String id);

    @Query("select d.id from Dataset d where d.state <> READY and d.touchedAt < :before")
    List<String> leftBehind(Instant before);
}

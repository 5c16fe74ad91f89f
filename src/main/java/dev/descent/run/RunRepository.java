package dev.descent.run;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RunRepository extends Repository<Run, String>, JpaSpecificationExecutor<Run> {

    void delete(Run run);

    Optional<Run> findById(String id);

    /** The run, unchanged by anybody else until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Run r where r.id = :id")
    Optional<Run> lock(String id);

    @Query("select r.id from Run r where r.status in :statuses")
    List<String> idsIn(Collection<RunStatus> statuses);

    @Query("select r.id from Run r where r.queueEntry = :entry and r.status in :statuses")
    List<String> idsHeldBy(String entry, Collection<RunStatus> statuses);

    /** In the order in which they will be taken. */
    @Query(value = "select * from run where status = 'QUEUED' order by " + Turns.ORDER, nativeQuery = true)
    List<Run> waiting();

    List<Run> findByStatusIn(Collection<RunStatus> statuses);

    @Query("select count(r) > 0 from Run r where (r.plan.datasetId = :dataset or r.plan.validationDatasetId = :dataset) and r.status not in :ended")
    boolean existsByDataset(String dataset, Collection<RunStatus> ended);
}

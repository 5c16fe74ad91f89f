package dev.descent.sweep;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SweepRepository extends Repository<Sweep, String> {

    Sweep saveAndFlush(Sweep sweep);

    void delete(Sweep sweep);

    Optional<Sweep> findById(String id);

    Optional<Sweep> findByName(String name);

    boolean existsByName(String name);

    @Query("select s.id from Sweep s where s.name = :name")
    Optional<String> idOf(String name);

    /** The sweep, unchanged by anybody else until the transaction ends; what the transaction has read of it before, it keeps. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Sweep s where s.id = :id")
    Optional<Sweep> lock(String id);

    @Query("select s.id from Sweep s where s.status in :statuses order by s.id")
    List<String> idsIn(Collection<SweepStatus> statuses);

    List<Sweep> findByOrderByIdDesc(Limit limit);

    List<Sweep> findByIdLessThanOrderByIdDesc(String id, Limit limit);
}

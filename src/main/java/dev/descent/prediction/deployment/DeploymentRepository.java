package dev.descent.prediction.deployment;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeploymentRepository extends Repository<Deployment, String> {

    Deployment saveAndFlush(Deployment deployment);

    @Query("select d from Deployment d where d.name = :name or d.id = :name")
    Optional<Deployment> find(String name);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Deployment d where d.name = :name or d.id = :name")
    Optional<Deployment> lock(String name);

    List<Deployment> findByOrderByIdDesc(Limit limit);

    List<Deployment> findByIdLessThanOrderByIdDesc(String id, Limit limit);

    long count();

    void delete(Deployment deployment);

    @Query("select count(d) > 0 from Deployment d, DeploymentVersion v where v.deployment = d.id and v.version = d.version and (v.run = :run or v.splitRun = :run)")
    boolean serves(String run);
}

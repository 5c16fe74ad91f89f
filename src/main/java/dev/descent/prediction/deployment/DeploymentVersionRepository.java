package dev.descent.prediction.deployment;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeploymentVersionRepository extends Repository<DeploymentVersion, String> {

    DeploymentVersion saveAndFlush(DeploymentVersion version);

    List<DeploymentVersion> findByDeploymentOrderByVersionDesc(String deployment);

    Optional<DeploymentVersion> findByDeploymentAndVersion(String deployment, int version);

    @Modifying
    @Query("delete from DeploymentVersion v where v.deployment = :deployment and v.version < :below")
    void removeBelow(String deployment, int below);
}

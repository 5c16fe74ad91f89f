package dev.descent.model;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ModelRepository extends Repository<Model, String> {

    Model saveAndFlush(Model model);

    Optional<Model> findById(String id);

    Optional<Model> findByName(String name);

    boolean existsByName(String name);

    List<Model> findByOrderByIdDesc(Limit limit);

    List<Model> findByIdLessThanOrderByIdDesc(String id, Limit limit);

    /** @return 0 where somebody else was faster */
    @Modifying
    @Query("delete from Model m where m.id = :id")
    int remove(String id);
}

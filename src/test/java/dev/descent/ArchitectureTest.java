package dev.descent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.stereotype.Controller;

/** Holds the doors between the rooms: who may know whom. A rule that a change breaks is a conversation, not an exception. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.descent");

    /** Each room with the other rooms it may know. Its {@code web} part may know itself, its room, what its room knows, and support.web. */
    private static final Map<String, Set<String>> DOORS = Map.ofEntries(
            Map.entry("nn", Set.of()),
            Map.entry("support", Set.of("nn")),
            Map.entry("dataset", Set.of("nn", "support")),
            Map.entry("model", Set.of("nn", "support")),
            Map.entry("run", Set.of("nn", "dataset", "model", "support")),
            Map.entry("worker", Set.of("run", "dataset", "nn", "support")),
            Map.entry("prediction", Set.of("run", "dataset", "nn", "support")),
            Map.entry("sweep", Set.of("run", "nn", "support")),
            Map.entry("explain", Set.of("nn", "support")),
            Map.entry("export", Set.of("run", "nn", "support")),
            Map.entry("recipe", Set.of("run", "dataset", "explain", "support")));

    @Test
    void every_class_lives_in_a_room() {
        var rooms = new TreeSet<String>();
        CLASSES.forEach(type -> rooms.add(roomOf(type)));
        assertThat(DOORS.keySet()).containsAll(rooms.stream().filter(room -> !room.isEmpty()).toList());
    }

    @TestFactory
    Stream<DynamicTest> a_room_knows_only_the_rooms_behind_its_doors() {
        return DOORS.entrySet().stream().map(door -> DynamicTest.dynamicTest(door.getKey(), () -> holds(
                noClasses().that(DescribedPredicate.describe("are in " + door.getKey(), type -> roomOf(type).equals(door.getKey())))
                        .should().dependOnClassesThat(DescribedPredicate.describe("are in a room it has no door to",
                                target -> isOurs(target) && !roomOf(target).equals(door.getKey()) && !door.getValue().contains(roomOf(target)))))));
    }

    @Test
    void nobody_depends_on_a_web_part_but_support_web_which_every_web_part_may_use() {
        holds(noClasses().should(new ArchCondition<>("depend on a foreign web part") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(to -> isWeb(to.getTargetClass()) && !webOf(to.getTargetClass()).equals(webOf(type)))
                        .filter(to -> !(isWeb(type) && webOf(to.getTargetClass()).equals("support")))
                        .forEach(to -> events.add(SimpleConditionEvent.satisfied(type, to.getDescription())));
            }
        }));
    }

    @Test
    void http_stays_in_web() {
        holds(noClasses().that(not(resideInAnyPackage("dev.descent.*.web..")).and(not(resideInAPackage("dev.descent.support.."))))
                .should().dependOnClassesThat(resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")));
    }

    @Test
    void nobody_depends_on_the_worker() {
        holds(noClasses().that().resideOutsideOfPackage("dev.descent.worker..").should().dependOnClassesThat().resideInAPackage("dev.descent.worker.."));
    }

    @Test
    void the_core_knows_the_jdk_and_annotations_only() {
        holds(noClasses().that().resideInAPackage("dev.descent.nn..").should().dependOnClassesThat(not(resideInAnyPackage(
                "dev.descent.nn..", "java..", "jdk.incubator.vector..", "com.fasterxml.jackson.annotation..", "jakarta.validation..", "io.swagger.v3.oas.annotations.."))
                .and(DescribedPredicate.describe("are no primitive", type -> !type.isPrimitive() && !(type.isArray() && type.getBaseComponentType().isPrimitive())))));
    }

    @Test
    void the_vector_module_is_known_to_the_kernels_only() {
        holds(noClasses().that().resideOutsideOfPackage("dev.descent.nn.kernel..").should().dependOnClassesThat().resideInAPackage("jdk.incubator.vector.."));
    }

    @Test
    void only_the_meters_know_micrometer() {
        holds(noClasses().that().haveNameNotMatching("dev\\.descent\\.worker\\.WorkerMetrics.*").should().dependOnClassesThat().resideInAPackage("io.micrometer.."));
    }

    @TestFactory
    Stream<DynamicTest> the_core_is_layered() {
        return Stream.of(
                wall("kernel", "graph", "spec", "layer", "loss", "optimizer", "schedule", "plan", "train", "data", "export", "initializer"),
                wall("graph", "spec", "layer", "loss", "optimizer", "schedule", "plan", "train", "data", "export"),
                wall("plan", "layer", "loss", "spec", "train", "data", "export"),
                wall("augmentation", "graph", "spec", "layer", "loss", "optimizer", "schedule", "plan", "train", "data", "export"),
                wall("data", "graph", "layer", "loss", "optimizer", "schedule", "plan", "train", "export"),
                wall("layer", "plan", "train", "data", "export", "optimizer", "schedule"),
                wall("loss", "plan", "train", "data", "export", "optimizer", "schedule"),
                wall("optimizer", "plan", "train", "data", "export"),
                wall("schedule", "graph", "plan", "train", "data", "export"),
                wall("spec", "train", "export"));
    }

    @Test
    void rooms_have_no_cycles() {
        holds(slices().matching("dev.descent.(*)..").should().beFreeOfCycles());
        holds(slices().matching("dev.descent.nn.(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_explanations_need_no_database() {
        holds(noClasses().that().resideInAPackage("dev.descent.explain..").should().dependOnClassesThat(
                resideInAnyPackage("jakarta.persistence..", "org.springframework.data..", "org.springframework.jdbc..", "java.sql..", "javax.sql..")));
    }

    @Test
    void jackson_two_is_not_used() {
        holds(noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind.."));
    }

    @Test
    void nothing_is_deserialized_into_objects_of_its_own_choice() {
        holds(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream"));
        holds(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.beans.XMLDecoder"));
    }

    @Test
    void nobody_interrupts_a_thread() {
        // One interrupt inside H2 closes the database for everybody: stop flags only.
        holds(noClasses().should().callMethod(Thread.class, "interrupt").orShould().callMethod(java.util.concurrent.ExecutorService.class, "shutdownNow"));
    }

    @Test
    void entities_never_leave_through_a_controller() {
        holds(noMethods().that().areDeclaredInClassesThat(areControllers()).should(new ArchCondition<JavaMethod>("return an entity") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getReturnType().getAllInvolvedRawTypes().stream().filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(type -> events.add(SimpleConditionEvent.satisfied(method, method.getFullName() + " returns " + type.getName())));
            }
        }));
    }

    @Test
    void controllers_are_package_private_and_stand_in_web() {
        holds(noClasses().that(areControllers()).should().bePublic());
        holds(noClasses().that(areControllers()).should().resideOutsideOfPackages("dev.descent.*.web..", "dev.descent.support.."));
    }

    private static DynamicTest wall(String part, String... unknown) {
        var packages = Stream.of(unknown).map(name -> "dev.descent.nn." + name + "..").toArray(String[]::new);
        return DynamicTest.dynamicTest(part, () -> holds(noClasses().that().resideInAPackage("dev.descent.nn." + part + "..").should().dependOnClassesThat().resideInAnyPackage(packages)));
    }

    private static DescribedPredicate<JavaClass> areControllers() {
        return DescribedPredicate.describe("are controllers", type -> type.isAnnotatedWith(Controller.class) || type.isMetaAnnotatedWith(Controller.class));
    }

    /** Rooms open one after the other: a rule about one that does not stand yet holds. */
    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.descent");
    }

    /** The first package below dev.descent; empty for the application class. */
    private static String roomOf(JavaClass type) {
        var packages = type.getPackageName().split("\\.");
        return isOurs(type) && packages.length > 2 ? packages[2] : "";
    }

    private static boolean isWeb(JavaClass type) {
        return !webOf(type).isEmpty();
    }

    /** The room whose web part this class belongs to; empty if it belongs to none. */
    private static String webOf(JavaClass type) {
        var packages = type.getPackageName().split("\\.");
        return isOurs(type) && packages.length > 3 && packages[3].equals("web") ? packages[2] : "";
    }
}
